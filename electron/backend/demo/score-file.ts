/** Writes a performance as a Standard MIDI File of type 1: a conductor track and one track per hand. */
import { writeMidi } from 'midi-file';
import type { MidiEvent } from 'midi-file';
import type { Hand, WrittenPiece } from './notation.ts';
import type { Performance } from './performance.ts';

type TimedEvent = { readonly tick: number; readonly rank: number; readonly event: MidiEvent };

/** Keys go up before the pedal moves, and before other keys go down, at one tick. */
const rank = Object.freeze({ meta: 0, noteOff: 1, pedal: 2, noteOn: 3, end: 4 });

const hands = [
  { hand: 'right', name: 'right hand', channel: 0 },
  { hand: 'left', name: 'left hand', channel: 1 },
] as const satisfies readonly { hand: Hand; name: string; channel: number }[];

/** Both hand tracks carry the pedal: there is one piano. */
export function writeScoreFile(piece: WrittenPiece, performance: Performance): Uint8Array {
  const { ticksPerQuarter } = performance.tempoMap;
  const tracks = [conductorTrack(piece, performance), ...hands.map((part) => handTrack(part, performance))];
  const header = { format: 1, numTracks: tracks.length, ticksPerBeat: ticksPerQuarter } as const;
  return Uint8Array.from(writeMidi({ header, tracks }));
}

function conductorTrack(piece: WrittenPiece, performance: Performance): MidiEvent[] {
  const [numerator, denominator] = piece.timeSignature;
  const { fifths, minor } = piece.key;
  const start: MidiEvent[] = [
    { deltaTime: 0, meta: true, type: 'trackName', text: `${piece.composer}: ${piece.title}` },
    {
      deltaTime: 0,
      meta: true,
      type: 'timeSignature',
      numerator,
      denominator,
      metronome: 24,
      thirtyseconds: 8,
    },
    { deltaTime: 0, meta: true, type: 'keySignature', key: fifths, scale: minor ? 1 : 0 },
  ];
  return inOrder(performance.endTick, [
    ...start.map((event) => ({ tick: 0, rank: rank.meta, event })),
    ...performance.tempoMap.changes.map(({ tick, microsPerQuarter }): TimedEvent => ({
      tick,
      rank: rank.meta,
      event: { deltaTime: 0, meta: true, type: 'setTempo', microsecondsPerBeat: microsPerQuarter },
    })),
  ]);
}

function handTrack(part: (typeof hands)[number], performance: Performance): MidiEvent[] {
  const { channel } = part;
  const events: TimedEvent[] = [
    { tick: 0, rank: rank.meta, event: { deltaTime: 0, meta: true, type: 'trackName', text: part.name } },
    { tick: 0, rank: rank.meta, event: { deltaTime: 0, channel, type: 'programChange', programNumber: 0 } },
  ];
  for (const [downTick, upTick] of performance.pedal) {
    for (const [tick, value] of [
      [downTick, 127],
      [upTick, 0],
    ] as const) {
      const event: MidiEvent = { deltaTime: 0, channel, type: 'controller', controllerType: 64, value };
      events.push({ tick, rank: rank.pedal, event });
    }
  }
  for (const note of performance.notes.filter(({ hand }) => hand === part.hand)) {
    const noteNumber = note.pitchMidi;
    events.push({
      tick: note.onsetTick,
      rank: rank.noteOn,
      event: { deltaTime: 0, channel, type: 'noteOn', noteNumber, velocity: note.velocity },
    });
    events.push({
      tick: note.keyUpTick,
      rank: rank.noteOff,
      event: { deltaTime: 0, channel, type: 'noteOff', noteNumber, velocity: 64 },
    });
  }
  return inOrder(performance.endTick, events);
}

/** Sorts by time, turns times into distances, and ends the track. */
function inOrder(endTick: number, events: readonly TimedEvent[]): MidiEvent[] {
  const sorted = [...events].sort((a, b) => a.tick - b.tick || a.rank - b.rank);
  const lastTick = Math.max(endTick, sorted.at(-1)?.tick ?? 0);
  sorted.push({ tick: lastTick, rank: rank.end, event: { deltaTime: 0, meta: true, type: 'endOfTrack' } });
  return sorted.map(({ tick, event }, i) => ({ ...event, deltaTime: tick - (sorted[i - 1]?.tick ?? 0) }));
}
