/**
 * The tempo map of a performance: the score's notes stay on their ticks, bars stay bars, and the tempo follows
 * the player. Tick 0 is the recording's first sample.
 */
import type { Alignment } from './alignment.ts';
import { leadInBar } from './lead-in-bar.ts';
import { scoreBeats } from './score-beats.ts';
import type { KeySignature, Score, TimeSignature } from './score.ts';
import { buildTempoMap, ticksToSec } from './tempo-map.ts';
import { spansOf } from './tick-spans.ts';
import type { TickSpan, TimedScore } from './tick-spans.ts';
import { audioSecsAt } from './warp.ts';

/** Ticks [fromTick, toTick) of the score, which lie `shiftTicks` later in the performance. */
export type TickStretch = { readonly fromTick: number; readonly toTick: number; readonly shiftTicks: number };

export type PerformanceTempo = {
  readonly ticksPerQuarter: number;
  /** One at least on every beat of the score that is played; the first at tick 0. */
  readonly tempoChanges: readonly { readonly tick: number; readonly microsPerQuarter: number }[];
  readonly timeSignatures: readonly TimeSignature[];
  readonly keySignatures: readonly KeySignature[];
  /** In the recording's order: one, but for passages that are played again or left out. */
  readonly stretches: readonly TickStretch[];
};

type Point = { readonly tick: number; readonly sec: number };

/** What three bytes can say. */
const longestQuarterMicros = 0xffffff;
/** A beat whose middle lies further off than this from even is given two tempos. */
const bendSec = 0.015;
/** Pauses between stretches from this length up are filled with bars. */
const pauseSec = 4;
/** Points closer together than this are one. */
const leastStepSec = 1e-3;

/**
 * Tick times follow the warp on every beat within a microsecond, and within `bendSec` on half beats.
 * @param alignment of that score
 */
export function performanceTempo(
  score: TimedScore & Pick<Score, 'keySignatures'>,
  alignment: Pick<Alignment, 'warp' | 'notes'>,
): PerformanceTempo {
  const map = buildTempoMap(score.ticksPerQuarter, score.tempoChanges);
  const points: Point[] = [{ tick: 0, sec: 0 }];
  const stretches: TickStretch[] = [];
  const timeSignatures: TimeSignature[] = [];
  const keySignatures: KeySignature[] = [];
  for (const span of spansOf(score, map, alignment)) {
    const secOf = (tick: number): number =>
      audioSecsAt([span.run], ticksToSec(map, tick), Infinity)[0] ?? Number.NaN;
    const { fromTick, toTick } = span;
    const startSec = secOf(fromTick);
    meet(points, startSec);
    const last = points.at(-1)!;
    const signature = inForce(score.timeSignatures, fromTick) ?? commonTime;
    const lead = leadInBar(startSec - last.sec, signature, score.ticksPerQuarter);
    if (lead.ticks > 0 && (last.tick === 0 || lead.timeSignature !== null)) {
      const { numerator, denominator } = lead.timeSignature ?? signature;
      timeSignatures.push({ tick: last.tick, numerator, denominator });
    }
    const shiftTicks = last.tick + lead.ticks - fromTick;
    stretches.push({ fromTick, toTick, shiftTicks });
    timeSignatures.push(...moved(score.timeSignatures, span, shiftTicks, signature));
    keySignatures.push(
      ...moved(score.keySignatures, span, shiftTicks, inForce(score.keySignatures, fromTick)),
    );
    for (const tick of gridOf(score, span, secOf)) {
      const point = { tick: tick + shiftTicks, sec: secOf(tick) };
      const before = points.at(-1)!;
      if (point.tick > before.tick && point.sec > before.sec + leastStepSec) points.push(point);
    }
  }
  return {
    ticksPerQuarter: score.ticksPerQuarter,
    tempoChanges: temposBetween(points, score.ticksPerQuarter),
    timeSignatures: distinctByTick(timeSignatures),
    keySignatures: distinctByTick(keySignatures).map((key, i) => (i === 0 ? fromStart(key, stretches) : key)),
    stretches,
  };
}

/** Where a moment of the score lies in the performance: once for each time that it is played. */
export function performedTicks(stretches: readonly TickStretch[], tick: number): number[] {
  return stretches
    .filter(({ fromTick, toTick }) => tick >= fromTick && tick < toTick)
    .map(({ shiftTicks }) => tick + shiftTicks);
}

const commonTime: TimeSignature = { tick: 0, numerator: 4, denominator: 4 };

/** Where stretches meet, the later one knows better; a long pause stays, for bars of its own. */
function meet(points: Point[], startSec: number): void {
  const last = points.at(-1)!;
  const before = points.at(-2);
  if (before === undefined) return;
  const earlier = points.at(-3) ?? before;
  const pace = (before.sec - earlier.sec) / Math.max(1, before.tick - earlier.tick);
  const usualSec = before.sec + Math.max(pace * (last.tick - before.tick), 10 * leastStepSec);
  const isPause = startSec - usualSec > pauseSec;
  const sec = isPause ? Math.min(last.sec, usualSec) : Math.max(startSec, before.sec + 2 * leastStepSec);
  points[points.length - 1] = { tick: last.tick, sec };
}

/** Beats, the middles of beats that bend, and the ends. */
function gridOf(
  score: TimedScore,
  { fromTick, toTick }: TickSpan,
  secOf: (tick: number) => number,
): number[] {
  const beats = scoreBeats(score, toTick)
    .map(({ tick }) => tick)
    .filter((tick) => tick > fromTick && tick < toTick);
  const ends = [fromTick, ...beats, toTick];
  return ends.flatMap((tick, index) => {
    const next = ends[index + 1];
    if (next === undefined) return [tick];
    const middle = Math.round((tick + next) / 2);
    const even = (secOf(tick) + secOf(next)) / 2;
    const bends = middle > tick && middle < next && Math.abs(secOf(middle) - even) > bendSec;
    return bends ? [tick, middle] : [tick];
  });
}

/** Whole microseconds, each making up for what those before it lost. */
function temposBetween(
  points: readonly Point[],
  ticksPerQuarter: number,
): { tick: number; microsPerQuarter: number }[] {
  const changes: { tick: number; microsPerQuarter: number }[] = [];
  let reachedSec = 0;
  points.forEach(({ tick, sec }, index) => {
    const before = points[index - 1];
    if (before === undefined) return;
    const quarters = (tick - before.tick) / ticksPerQuarter;
    const micros = Math.round(((sec - reachedSec) * 1e6) / quarters);
    const microsPerQuarter = Math.min(longestQuarterMicros, Math.max(1, micros));
    reachedSec += (microsPerQuarter * quarters) / 1e6;
    if (changes.at(-1)?.microsPerQuarter !== microsPerQuarter) {
      changes.push({ tick: before.tick, microsPerQuarter });
    }
  });
  return changes;
}

function inForce<T extends { readonly tick: number }>(signatures: readonly T[], tick: number): T | undefined {
  return [...signatures].sort((a, b) => a.tick - b.tick).findLast((signature) => signature.tick <= tick);
}

/** Signatures within the span, and the one in force where it begins. */
function moved<T extends { readonly tick: number }>(
  signatures: readonly T[],
  { fromTick, toTick }: TickSpan,
  shiftTicks: number,
  first: T | undefined,
): T[] {
  const inside = signatures.filter(({ tick }) => tick > fromTick && tick < toTick);
  return [...(first === undefined ? [] : [{ ...first, tick: fromTick }]), ...inside].map((signature) => ({
    ...signature,
    tick: signature.tick + shiftTicks,
  }));
}

/** The key in which the music begins is that of the lead-in too. */
function fromStart(key: KeySignature, [first]: readonly TickStretch[]): KeySignature {
  return first !== undefined && key.tick === first.fromTick + first.shiftTicks ? { ...key, tick: 0 } : key;
}

/** The last of several at one tick. */
function distinctByTick<T extends { readonly tick: number }>(signatures: readonly T[]): T[] {
  const byTick = new Map(signatures.map((signature) => [signature.tick, signature]));
  return [...byTick.values()].sort((a, b) => a.tick - b.tick);
}
