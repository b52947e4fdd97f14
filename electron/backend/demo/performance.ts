/** Plays a written piece as a person would: rubato, dynamics, hands that are not quite together. */
import { createRng } from '../../../shared/std/rng.ts';
import type { Rng } from '../../../shared/std/rng.ts';
import { buildTempoMap, ticksToSec } from '../../../shared/music/tempo-map.ts';
import type { TempoMap } from '../../../shared/music/tempo-map.ts';
import type { Interpretation } from './interpretation.ts';
import { barQuarters, barStarts, readPiece } from './notation.ts';
import type { Hand, WrittenNote, WrittenPiece } from './notation.ts';

export type PerformedNote = {
  readonly hand: Hand;
  readonly pitchMidi: number;
  readonly onsetTick: number;
  readonly keyUpTick: number;
  readonly velocity: number;
};

/** A performance in ticks of its own tempo map, so that a MIDI file holds exactly what is heard. */
export type Performance = {
  readonly tempoMap: TempoMap;
  /** Sorted by onset. */
  readonly notes: readonly PerformedNote[];
  readonly pedal: readonly (readonly [downTick: number, upTick: number])[];
  /** Where the last bar ends. */
  readonly endTick: number;
};

/** A note of either hand as the microphone hears it. */
export type SoundingNote = {
  readonly hand: Hand;
  readonly pitchMidi: number;
  readonly velocity: number;
  readonly onsetSec: number;
  /** The damper falls: key up, or pedal up, or the same key struck again. */
  readonly offsetSec: number;
};

const ticksPerQuarter = 960;
/** The tempo changes every eighth. */
const tempoStepQuarters = 0.5;
/** Standard deviations and limits of what no pianist controls. */
const looseness = Object.freeze({ onsetSec: 0.006, onsetLimitSec: 0.018, velocity: 2.5, tempo: 0.012 });
const pedalDelaySec = 0.05;
const restrikeGapSec = 0.02;

/** The performance of `seed`; the same seed plays the same. */
export function performPiece(piece: WrittenPiece, how: Interpretation, seed: number): Performance {
  const leadIn = leadInQuarters(piece);
  const endQuarters = barStarts(piece).at(-1) ?? 0;
  const tick = (quarters: number): number => Math.round((quarters + leadIn) * ticksPerQuarter);
  const tempoMap = performTempo(piece, how, endQuarters, createRng(seed, 1));
  const written = readPiece(piece);
  const rng = createRng(seed, 2);
  const notes = written.map((note): PerformedNote => {
    const isMelody = note.hand === 'right' && !written.some((other) => isAbove(other, note));
    const looseSec = clamp(rng.nextNormal() * looseness.onsetSec, looseness.onsetLimitSec);
    const leadSec = note.hand === 'right' ? how.melodyLeadSec : 0;
    const onsetTick = Math.max(0, shift(tempoMap, tick(note.startQuarters), looseSec - leadSec));
    const hold = note.lengthQuarters < 0.5 ? how.hold.short : how.hold.long;
    const keyUpTick = tick(note.startQuarters + note.lengthQuarters * hold);
    const base = velocityAt(how.dynamics, note.startQuarters) + beatAccent(piece, note.startQuarters);
    const balance = how.balance[note.hand] + (isMelody ? how.balance.melody : 0);
    const velocity = Math.round(base + balance + rng.nextNormal() * looseness.velocity);
    return {
      hand: note.hand,
      pitchMidi: note.pitchMidi,
      onsetTick,
      keyUpTick: Math.max(keyUpTick, onsetTick + 1),
      velocity: Math.min(112, Math.max(24, velocity)),
    };
  });
  return {
    tempoMap,
    notes: releaseBeforeRestrike(notes, tempoMap).sort((a, b) => a.onsetTick - b.onsetTick),
    pedal: piece.pedal.map(([down, up]) => [shift(tempoMap, tick(down), pedalDelaySec), tick(up)] as const),
    endTick: tick(endQuarters),
  };
}

/** The piece exactly as written, in the same bars as its performances. */
export function playAsWritten(piece: WrittenPiece): Performance {
  const tick = (quarters: number): number => Math.round((quarters + leadInQuarters(piece)) * ticksPerQuarter);
  return {
    tempoMap: buildTempoMap(ticksPerQuarter, [
      { tick: 0, microsPerQuarter: micros(piece.quartersPerMinute) },
    ]),
    notes: readPiece(piece).map(({ hand, pitchMidi, startQuarters, lengthQuarters }) => ({
      hand,
      pitchMidi,
      onsetTick: tick(startQuarters),
      keyUpTick: tick(startQuarters + lengthQuarters),
      velocity: 64,
    })),
    pedal: piece.pedal.map(([down, up]) => [tick(down), tick(up)] as const),
    endTick: tick(barStarts(piece).at(-1) ?? 0),
  };
}

/** What sounds, with the pedal and re-struck keys taken into account; one piano for both hands. */
export function soundingNotes(performance: Performance): readonly SoundingNote[] {
  const sec = (tick: number): number => ticksToSec(performance.tempoMap, tick);
  return performance.notes.map((note) => {
    const held = performance.pedal.find(([down, up]) => note.keyUpTick >= down && note.keyUpTick < up);
    const next = performance.notes.find(
      (other) => other.pitchMidi === note.pitchMidi && other.onsetTick > note.onsetTick,
    );
    const offsetTick = Math.min(held?.[1] ?? note.keyUpTick, next?.onsetTick ?? Infinity);
    const { hand, pitchMidi, velocity } = note;
    return { hand, pitchMidi, velocity, onsetSec: sec(note.onsetTick), offsetSec: sec(offsetTick) };
  });
}

/** An upbeat stands at the end of a whole bar, so that bar lines fall where a sequencer draws them. */
function leadInQuarters(piece: WrittenPiece): number {
  return piece.upbeatQuarters > 0 ? barQuarters(piece, 1) - piece.upbeatQuarters : 0;
}

function performTempo(piece: WrittenPiece, how: Interpretation, endQuarters: number, rng: Rng): TempoMap {
  const changes: { tick: number; microsPerQuarter: number }[] = [];
  const leadIn = leadInQuarters(piece);
  let drift = 0;
  for (let at = -leadIn; at < endQuarters; at += tempoStepQuarters) {
    drift = 0.8 * drift + 0.6 * looseness.tempo * rng.nextNormal();
    const phase = ((at - piece.upbeatQuarters) / how.phraseQuarters) % 1;
    const arch = how.rubato * (Math.sin(Math.PI * (phase < 0 ? phase + 1 : phase)) - 0.5);
    const left = clampUnit((endQuarters - at) / how.ritardandoQuarters);
    const ritardando = 1 - (1 - how.ritardandoTo) * (1 - left) ** 2;
    const factor = (1 + arch + drift) * ritardando;
    changes.push({
      tick: Math.round((at + leadIn) * ticksPerQuarter),
      microsPerQuarter: micros(piece.quartersPerMinute * factor),
    });
  }
  return buildTempoMap(ticksPerQuarter, changes);
}

/** A key must be up before it can be struck again by the same hand. */
function releaseBeforeRestrike(notes: readonly PerformedNote[], tempoMap: TempoMap): PerformedNote[] {
  return notes.map((note) => {
    const next = notes.find(
      (other) =>
        other.hand === note.hand && other.pitchMidi === note.pitchMidi && other.onsetTick > note.onsetTick,
    );
    if (next === undefined) return note;
    const latest = Math.max(note.onsetTick + 1, shift(tempoMap, next.onsetTick, -restrikeGapSec));
    return { ...note, keyUpTick: Math.min(note.keyUpTick, latest) };
  });
}

function isAbove(other: WrittenNote, note: WrittenNote): boolean {
  return (
    other.hand === note.hand && other.startQuarters === note.startQuarters && other.pitchMidi > note.pitchMidi
  );
}

/** Down-beats a little louder, other beats a little less so, the rest as they come. */
function beatAccent(piece: WrittenPiece, atQuarters: number): number {
  const inBar = (atQuarters - piece.upbeatQuarters) % barQuarters(piece, 1);
  return inBar === 0 ? 5 : inBar % 1 === 0 ? 2 : 0;
}

function velocityAt(dynamics: Interpretation['dynamics'], atQuarters: number): number {
  const after = dynamics.findIndex(([at]) => at > atQuarters);
  const [fromAt, from] = dynamics[after < 0 ? dynamics.length - 1 : Math.max(0, after - 1)] ?? [0, 64];
  const [toAt, to] = dynamics[after < 0 ? dynamics.length - 1 : after] ?? [0, 64];
  return toAt === fromAt ? to : from + ((to - from) * (atQuarters - fromAt)) / (toAt - fromAt);
}

/** The whole tick nearest to `sec` seconds after `tick`. */
function shift(tempoMap: TempoMap, tick: number, sec: number): number {
  const perTickSec = ticksToSec(tempoMap, tick + 1) - ticksToSec(tempoMap, tick);
  return Math.round(tick + sec / perTickSec);
}

function micros(quartersPerMinute: number): number {
  return Math.round(60e6 / quartersPerMinute);
}

function clamp(value: number, limit: number): number {
  return Math.min(limit, Math.max(-limit, value));
}

function clampUnit(value: number): number {
  return Math.min(1, Math.max(0, value));
}
