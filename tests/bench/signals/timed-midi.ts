/** A MIDI file whose notes lie at given seconds. */
import { writeMidi } from 'midi-file';
import type { MidiEvent } from 'midi-file';

export type TimedNote = {
  readonly pitchMidi: number;
  readonly onsetSec: number;
  /** End of the sound: there is no pedal in the file. */
  readonly offsetSec: number;
  readonly velocity: number;
  /** 0..15 */
  readonly channel: number;
  /** 0..127 */
  readonly program: number;
};

export type TimedTrack = { readonly name: string; readonly notes: readonly TimedNote[] };

/** One quarter a second: a tick is a tenth of a millisecond. */
const ticksPerSec = 10_000;

/** Keys go up before others go down at the same tick. */
const order = { program: 0, noteOff: 1, noteOn: 2 } as const;

/** A conductor track, then the tracks in their order; those without notes stay, so that numbers stay. */
export function writeTimedMidi(tracks: readonly TimedTrack[]): Uint8Array {
  const conductor: MidiEvent[] = [
    { deltaTime: 0, meta: true, type: 'setTempo', microsecondsPerBeat: 1_000_000 },
    { deltaTime: 0, meta: true, type: 'endOfTrack' },
  ];
  const header = { format: 1, numTracks: tracks.length + 1, ticksPerBeat: ticksPerSec } as const;
  return Uint8Array.from(writeMidi({ header, tracks: [conductor, ...tracks.map(trackEvents)] }));
}

function trackEvents({ name, notes }: TimedTrack): MidiEvent[] {
  const timed: { tick: number; rank: number; event: MidiEvent }[] = [];
  const sorted = [...notes].sort((a, b) => a.onsetSec - b.onsetSec);
  const programs = new Map<number, number>();
  for (const { pitchMidi: noteNumber, onsetSec, offsetSec, velocity, channel, program } of sorted) {
    const tick = Math.round(onsetSec * ticksPerSec);
    if (programs.get(channel) !== program) {
      const event: MidiEvent = { deltaTime: 0, channel, type: 'programChange', programNumber: program };
      timed.push({ tick, rank: order.program, event });
      programs.set(channel, program);
    }
    const on: MidiEvent = { deltaTime: 0, channel, type: 'noteOn', noteNumber, velocity };
    timed.push({ tick, rank: order.noteOn, event: on });
    const off: MidiEvent = { deltaTime: 0, channel, type: 'noteOff', noteNumber, velocity: 0 };
    const offTick = Math.max(tick + 1, Math.round(offsetSec * ticksPerSec));
    timed.push({ tick: offTick, rank: order.noteOff, event: off });
  }
  timed.sort((a, b) => a.tick - b.tick || a.rank - b.rank);
  const events = timed.map(({ tick, event }, i) => ({
    ...event,
    deltaTime: tick - (timed[i - 1]?.tick ?? 0),
  }));
  return [
    { deltaTime: 0, meta: true, type: 'trackName', text: name },
    ...events,
    { deltaTime: 0, meta: true, type: 'endOfTrack' },
  ];
}
