/** Puts the notes that were read, the pedal and the tempo map together into a {@link Score}. */
import { programName } from '../../../../shared/music/general-midi.ts';
import type { KeySignature, Score, ScoreNote, ScoreTrack } from '../../../../shared/music/score.ts';
import type { TimeSignature } from '../../../../shared/music/score.ts';
import { buildTempoMap, ticksToSec } from '../../../../shared/music/tempo-map.ts';
import { MidiDamage } from './midi-damage.ts';
import { midiLimits } from './midi-limits.ts';
import type { OwnTracks } from './own-tracks.ts';
import { programLookup } from './part-notes.ts';
import type { Part, Parts } from './part-notes.ts';
import { pedalChanges, soundingOffsets } from './pedal.ts';
import { describeRepairs } from './score-repairs.ts';
import type { ToneReading } from './tone-midi.ts';

export type ScoreSources = {
  readonly ticksPerQuarter: number;
  readonly own: OwnTracks;
  readonly collected: Parts;
  readonly reading: ToneReading;
  readonly trailingBytes: number;
};

/** @throws {MidiDamage} when the last note ends beyond every plausible time. */
export function buildScore(sources: ScoreSources): Score {
  const { ticksPerQuarter, own, collected, reading } = sources;
  const tempoMap = buildTempoMap(
    ticksPerQuarter,
    reading.header.tempos.map(({ ticks, bpm }) => ({ tick: ticks, microsPerQuarter: Math.round(6e7 / bpm) })),
  );
  const layout = layOutTracks(own, reading.parts);
  const flat = reading.parts.flatMap(({ channelKey, program, notes }, part) =>
    notes.map((note) => ({ ...note, channelKey, program, track: layout.trackOfPart[part] ?? 0 })),
  );
  flat.sort((a, b) => a.onsetTick - b.onsetTick || a.pitchMidi - b.pitchMidi || a.track - b.track);
  const programAt = programLookup(own);
  const sounding = soundingOffsets(flat, own.channels.pedals, programAt);

  const noteCounts = layout.names.map(() => 0);
  const notes = flat.map((note, index): ScoreNote => {
    const count = (noteCounts[note.track] ?? 0) + 1;
    noteCounts[note.track] = count;
    return {
      id: `t${note.track + 1}n${count}`,
      track: note.track,
      channel: note.channelKey % 16,
      program: note.program,
      pitchMidi: note.pitchMidi,
      onsetTick: note.onsetTick,
      keyUpTick: note.keyUpTick,
      onsetSec: ticksToSec(tempoMap, note.onsetTick),
      keyUpSec: ticksToSec(tempoMap, note.keyUpTick),
      offsetSec: ticksToSec(tempoMap, sounding.offsetTicks[index] ?? note.keyUpTick),
      velocity: note.velocity,
    };
  });
  const durationSec = notes.reduce((latest, note) => Math.max(latest, note.offsetSec), 0);
  if (durationSec > midiLimits.durationSec) {
    throw new MidiDamage(`would last ${Math.round(durationSec / 3600)} hours: its times are damaged`);
  }
  return {
    notes,
    tracks: layout.names.map((name, index): ScoreTrack => ({
      index,
      name,
      noteCount: noteCounts[index] ?? 0,
    })),
    ticksPerQuarter,
    tempoChanges: tempoMap.changes,
    timeSignatures: readTimeSignatures(reading),
    keySignatures: readKeySignatures(own),
    pedals: pedalChanges(flat, own.channels.pedals, programAt),
    durationSec,
    repairs: describeRepairs({
      ...collected.repairs,
      percussionNotes: collected.percussionNotes,
      zeroTempos: own.conductor.zeroTempos,
      trailingBytes: sources.trailingBytes,
      neverLifted: sounding.neverLifted,
      sharedPedalPrograms: sounding.sharedPrograms,
    }),
  };
}

type TrackLayout = { readonly names: readonly string[]; readonly trackOfPart: readonly number[] };

/** The file's own tracks; a file of a single track and several channels (type 0) has one per channel. */
function layOutTracks(own: OwnTracks, parts: readonly Part[]): TrackLayout {
  const channels = [...new Set(parts.map((part) => part.channelKey))].sort((a, b) => a - b);
  if (own.tracks.length > 1 || channels.length < 2) {
    return {
      names: own.tracks.map((track, index) => (track.name === '' ? `Track ${index + 1}` : track.name)),
      trackOfPart: parts.map((part) => part.track),
    };
  }
  return {
    names: channels.map((channel) => {
      const program = parts.find((part) => part.channelKey === channel)?.program ?? 0;
      return `${programName(program)} (channel ${(channel % 16) + 1})`;
    }),
    trackOfPart: parts.map((part) => channels.indexOf(part.channelKey)),
  };
}

function readTimeSignatures({ header }: ToneReading): TimeSignature[] {
  return header.timeSignatures.map(({ ticks, timeSignature }) => ({
    tick: ticks,
    numerator: timeSignature[0] ?? 4,
    denominator: timeSignature[1] ?? 4,
  }));
}

/** From the file's own events: `@tonejs/midi` keeps key names, which lose nothing but help nobody. */
function readKeySignatures(own: OwnTracks): KeySignature[] {
  return [...own.conductor.keySignatures].sort((a, b) => a.tick - b.tick);
}
