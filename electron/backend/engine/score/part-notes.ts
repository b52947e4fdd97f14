/**
 * Notes of the file's own tracks, sorted into parts: one track, one channel, one program. Within a
 * part nothing is left that a reader could misunderstand.
 */
import { partitionPoint } from '../../../../shared/std/partition-point.ts';
import { MidiDamage } from './midi-damage.ts';
import { midiLimits } from './midi-limits.ts';
import type { ChannelKey, OwnTracks } from './own-tracks.ts';
import { noStrikeRepairs, pairStrikes } from './pair-strikes.ts';
import type { Strike, StrikeRepairs } from './pair-strikes.ts';

export type PartNote = Strike & { readonly pitchMidi: number };

export type Part = {
  /** Index of the file's own track. */
  readonly track: number;
  readonly channelKey: ChannelKey;
  readonly program: number;
  /** Sorted by (onset, pitch). */
  readonly notes: readonly PartNote[];
};

export type Parts = {
  readonly parts: readonly Part[];
  readonly percussionNotes: number;
  readonly repairs: StrikeRepairs;
};

/** Program in force on a channel: that of the last change at or before the tick, else 0. */
export type ProgramAt = (channel: ChannelKey, tick: number) => number;

/** General MIDI keeps this channel for percussion: its keys are instruments, not pitches. */
const percussionChannel = 9;

/** @throws {MidiDamage} when there are more parts than any score has. */
export function collectParts(own: OwnTracks, ticksPerQuarter: number): Parts {
  const programAt = programLookup(own);
  const repairs = noStrikeRepairs();
  // About 30 ms at a quick tempo: long enough to be a label, too short to be heard as held.
  const minTicks = Math.max(1, Math.round(ticksPerQuarter / 16));
  const parts: Part[] = [];
  let percussionNotes = 0;
  own.tracks.forEach((track, index) => {
    for (const [channelKey, pitches] of [...track.keys].sort((a, b) => a[0] - b[0])) {
      if (channelKey % 16 === percussionChannel) {
        for (const events of pitches.values()) percussionNotes += events.filter((event) => event.on).length;
        continue;
      }
      const silences = own.channels.silences.get(channelKey) ?? [];
      const endOf = (onsetTick: number): number =>
        Math.max(onsetTick, silenceAfter(silences, onsetTick) ?? track.endTick);
      const byProgram = new Map<number, PartNote[]>();
      for (const [pitchMidi, events] of pitches) {
        for (const strike of pairStrikes(events, minTicks, endOf, repairs)) {
          const program = programAt(channelKey, strike.onsetTick);
          const notes = byProgram.get(program);
          if (notes === undefined) byProgram.set(program, [{ ...strike, pitchMidi }]);
          else notes.push({ ...strike, pitchMidi });
        }
      }
      for (const [program, notes] of [...byProgram].sort((a, b) => a[0] - b[0])) {
        notes.sort((a, b) => a.onsetTick - b.onsetTick || a.pitchMidi - b.pitchMidi);
        parts.push({ track: index, channelKey, program, notes });
      }
    }
  });
  if (parts.length > midiLimits.parts) {
    throw new MidiDamage(`has ${parts.length} combinations of track, channel and program`);
  }
  return { parts, percussionNotes, repairs };
}

/** A change in one track counts for its channel in all tracks: hands often share one channel. */
export function programLookup(own: OwnTracks): ProgramAt {
  return (channel, tick) => {
    const changes = own.channels.programs.get(channel) ?? [];
    const index = partitionPoint(changes.length, (i) => (changes[i]?.tick ?? Infinity) <= tick);
    return changes[index - 1]?.program ?? 0;
  };
}

function silenceAfter(silences: readonly number[], tick: number): number | undefined {
  return silences[partitionPoint(silences.length, (i) => (silences[i] ?? Infinity) <= tick)];
}
