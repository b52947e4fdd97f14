/** Writes a score with the timing of a performance: type 1, a conductor track, one track per track of the score. */
import { writeMidi } from 'midi-file';
import type { MidiEvent } from 'midi-file';
import type { PerformanceTempo, TickStretch } from '../../../../shared/music/performance-tempo.ts';
import type { Score, ScoreNote } from '../../../../shared/music/score.ts';

type TimedEvent = { readonly tick: number; readonly rank: number; readonly event: MidiEvent };

/** Keys go up before programs change, and before others go down, at one tick. */
const rank = { meta: 0, noteOff: 1, program: 2, noteOn: 3 } as const;

/** Notes hold as long as their keys; those of passages that are played again are there again. */
export function performanceMidi(score: Score, tempo: PerformanceTempo): Uint8Array {
  const tracks = score.tracks.filter(({ noteCount }) => noteCount > 0);
  const header = {
    format: 1,
    numTracks: tracks.length + 1,
    ticksPerBeat: score.ticksPerQuarter,
  } as const;
  return Uint8Array.from(
    writeMidi({
      header,
      tracks: [
        inOrder(conductorEvents(tempo)),
        ...tracks.map(({ index, name }) =>
          inOrder([
            meta(0, { deltaTime: 0, meta: true, type: 'trackName', text: name }),
            ...noteEvents(
              score.notes.filter(({ track }) => track === index),
              tempo.stretches,
            ),
          ]),
        ),
      ],
    }),
  );
}

function conductorEvents({ tempoChanges, timeSignatures, keySignatures }: PerformanceTempo): TimedEvent[] {
  return [
    ...timeSignatures.map(({ tick, numerator, denominator }) =>
      meta(tick, {
        deltaTime: 0,
        meta: true,
        type: 'timeSignature',
        numerator,
        denominator,
        metronome: 24,
        thirtyseconds: 8,
      }),
    ),
    ...keySignatures.map(({ tick, fifths, minor }) =>
      meta(tick, { deltaTime: 0, meta: true, type: 'keySignature', key: fifths, scale: minor ? 1 : 0 }),
    ),
    ...tempoChanges.map(({ tick, microsPerQuarter }) =>
      meta(tick, { deltaTime: 0, meta: true, type: 'setTempo', microsecondsPerBeat: microsPerQuarter }),
    ),
  ];
}

function meta(tick: number, event: MidiEvent): TimedEvent {
  return { tick, rank: rank.meta, event };
}

function noteEvents(notes: readonly ScoreNote[], stretches: readonly TickStretch[]): TimedEvent[] {
  const events: TimedEvent[] = [];
  const programs = new Map<number, number>();
  for (const { fromTick, toTick, shiftTicks } of stretches) {
    for (const note of notes) {
      if (note.onsetTick < fromTick || note.onsetTick >= toTick) continue;
      const { channel, program, pitchMidi: noteNumber, velocity } = note;
      const tick = note.onsetTick + shiftTicks;
      if (programs.get(channel) !== program) {
        programs.set(channel, program);
        const event: MidiEvent = { deltaTime: 0, channel, type: 'programChange', programNumber: program };
        events.push({ tick, rank: rank.program, event });
      }
      const on: MidiEvent = { deltaTime: 0, channel, type: 'noteOn', noteNumber, velocity };
      events.push({ tick, rank: rank.noteOn, event: on });
      const isLast = toTick === stretches.at(-1)?.toTick;
      const upTick = isLast ? note.keyUpTick : Math.min(note.keyUpTick, toTick);
      const off: MidiEvent = { deltaTime: 0, channel, type: 'noteOff', noteNumber, velocity: 64 };
      events.push({ tick: Math.max(tick + 1, upTick + shiftTicks), rank: rank.noteOff, event: off });
    }
  }
  return events;
}

function inOrder(events: readonly TimedEvent[]): MidiEvent[] {
  const sorted = [...events].sort((a, b) => a.tick - b.tick || a.rank - b.rank);
  const timed = sorted.map(({ tick, event }, i) => ({
    ...event,
    deltaTime: tick - (sorted[i - 1]?.tick ?? 0),
  }));
  return [...timed, { deltaTime: 0, meta: true, type: 'endOfTrack' }];
}
