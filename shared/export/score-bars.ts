/** Bar lines of a score, and where a tick lies between them. */
import { partitionPoint } from '../std/partition-point.ts';
import { scoreBeats } from '../music/score-beats.ts';
import type { ScoreFrame } from './export-session.ts';

export type ScoreBar = {
  readonly tick: number;
  /** Tick of the next bar line. */
  readonly endTick: number;
  /** From 1. */
  readonly number: number;
};

/** From tick 0 to the first bar line at or after `endTick`, at least one bar. */
export function scoreBars(frame: ScoreFrame, endTick: number): ScoreBar[] {
  const longest = 32 * frame.ticksPerQuarter;
  const lines = scoreBeats(frame, Math.max(endTick, 1) + longest).filter(({ beat }) => beat === 1);
  const bars: ScoreBar[] = [];
  for (const [index, { tick, bar }] of lines.entries()) {
    const next = lines[index + 1];
    if (next === undefined || (tick >= endTick && bars.length > 0)) break;
    bars.push({ tick, endTick: next.tick, number: bar });
  }
  return bars.length > 0 ? bars : [{ tick: 0, endTick: 4 * frame.ticksPerQuarter, number: 1 }];
}

/** The bar that holds the tick; behind the last bar others of its length follow, before the first it counts. */
export function barAt(bars: readonly ScoreBar[], tick: number): ScoreBar {
  const last = bars.at(-1)!;
  if (tick >= last.endTick) {
    const length = last.endTick - last.tick;
    const more = Math.floor((tick - last.tick) / length);
    const start = last.tick + more * length;
    return { tick: start, endTick: start + length, number: last.number + more };
  }
  const index = partitionPoint(bars.length, (i) => bars[i]!.tick <= tick);
  return bars[Math.max(0, index - 1)]!;
}

export type Signature = { readonly numerator: number; readonly denominator: number };

const denominators = [4, 8, 16, 32, 64] as const;

/** A signature for a bar of any length; `exact` is false where no note value divides it. */
export function signatureFor(quarters: number, usual: Signature): Signature & { readonly exact: boolean } {
  if (Math.abs((usual.numerator * 4) / usual.denominator - quarters) < 1e-9) return { ...usual, exact: true };
  for (const denominator of denominators) {
    const numerator = (quarters * denominator) / 4;
    if (Number.isInteger(numerator) && numerator >= 1 && numerator <= 255) {
      return { numerator, denominator, exact: true };
    }
  }
  return { numerator: Math.min(255, Math.max(1, Math.round(quarters * 16))), denominator: 64, exact: false };
}

/** The signature that is in force at a tick of the score. */
export function signatureAt(frame: ScoreFrame, tick: number): Signature {
  let current: Signature & { tick: number } = { tick: -1, numerator: 4, denominator: 4 };
  for (const signature of frame.timeSignatures) {
    if (signature.tick <= tick && signature.tick >= current.tick) current = signature;
  }
  return { numerator: current.numerator, denominator: current.denominator };
}
