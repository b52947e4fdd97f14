/** Lays the played parts of a score end to end, with bars in between that fill the time without music. */
import type { ScoreFrame } from './export-session.ts';
import type { PlacedStretch } from './daw-bars.ts';
import { chooseLeadIn } from './lead-in.ts';
import type { LeadIn } from './lead-in.ts';
import { barAt, scoreBars, signatureFor } from './score-bars.ts';
import type { Stretch } from './score-stretches.ts';
import type { Knot } from './tempo-knots.ts';

export type Placement = {
  readonly stretches: readonly PlacedStretch[];
  /** From tick 0 and second 0 to the end of the music. */
  readonly knots: readonly Knot[];
  /** Tempo behind. */
  readonly endQuarterSec: number;
};

/** Less time than this between two stretches is none. */
const leastGapSec = 2e-3;
/** A stretch that begins or ends this near to a bar line does so on it, in quarters. */
const snapQuarters = 1 / 8;
const defaultQuarterSec = 0.5;

/** @param scale ticks of the result per tick of the score */
export function placeStretches(frame: ScoreFrame, stretches: readonly Stretch[], scale: number): Placement {
  const lastTick = Math.max(0, ...stretches.map(({ knots }) => knots.at(-1)!.tick));
  const bars = scoreBars(frame, lastTick);
  const ticksPerQuarter = frame.ticksPerQuarter * scale;
  const placed: PlacedStretch[] = [];
  const knots: Knot[] = [{ tick: 0, sec: 0 }];
  for (const [index, stretch] of stretches.entries()) {
    const first = stretch.knots[0]!;
    const last = stretch.knots.at(-1)!;
    const isFinal = index === stretches.length - 1;
    const scoreTick = snap(first.tick);
    const endScoreTick = isFinal ? Math.round(last.tick) : snap(last.tick);
    if (endScoreTick <= scoreTick) continue;
    const reached = knots.at(-1)!;
    const gapSec = first.sec - reached.sec;
    const bar = barAt(bars, scoreTick);
    const barTicks = (bar.endTick - bar.tick) * scale;
    const offsetTicks = (scoreTick - bar.tick) * scale;
    let leadIn: LeadIn | undefined;
    let tick = reached.tick;
    if (gapSec >= leastGapSec) {
      leadIn = chooseLeadIn({
        sec: gapSec,
        barQuarters: barTicks / ticksPerQuarter,
        // Between stretches the music stops where it is, so whole bars lie between; at the start, the bar of the music begins with silence.
        offsetQuarters: index === 0 ? offsetTicks / ticksPerQuarter : 0,
        quarterSec: firstQuarterSec(stretch, frame.ticksPerQuarter),
      });
      const part = (bar.endTick - scoreTick) / frame.ticksPerQuarter;
      const canBeginLate =
        offsetTicks === 0 || index > 0 || signatureFor(part, { numerator: 4, denominator: 4 }).exact;
      if (leadIn.kind === 'note' && !canBeginLate) leadIn = { kind: 'bars', count: 1 };
      if (leadIn.kind === 'bars') tick += leadIn.count * barTicks + (index === 0 ? offsetTicks : 0);
      else tick += (4 * ticksPerQuarter) / leadIn.denominator;
    }
    placed.push({
      tick,
      scoreTick,
      ticks: (endScoreTick - scoreTick) * scale,
      gap: tick - reached.tick,
      leadIn,
    });
    const ticks = (endScoreTick - scoreTick) * scale;
    stretch.knots.forEach((knot, k) => {
      const exact = Math.round((knot.tick - scoreTick) * scale);
      const isEnd = k === stretch.knots.length - 1;
      const at = isEnd ? ticks : k === 0 && placed.length > 1 ? 0 : Math.min(Math.max(exact, 0), ticks);
      const before = knots.at(-1)!;
      // A stretch that follows at once begins where the last one ended.
      if (tick + at > before.tick && knot.sec > before.sec) knots.push({ tick: tick + at, sec: knot.sec });
    });
  }
  return { stretches: placed, knots, endQuarterSec: lastQuarterSec(knots, ticksPerQuarter) };

  function snap(tick: number): number {
    const whole = Math.round(tick);
    const { tick: start, endTick: end } = barAt(bars, whole);
    const near = snapQuarters * frame.ticksPerQuarter;
    if (whole - start <= near) return start;
    return end - whole <= near ? end : whole;
  }
}

function firstQuarterSec({ knots }: Stretch, ticksPerQuarter: number): number {
  const first = knots[0]!;
  const later = knots.find(({ tick }) => tick >= first.tick + 4 * ticksPerQuarter) ?? knots.at(-1)!;
  return ((later.sec - first.sec) * ticksPerQuarter) / (later.tick - first.tick);
}

/** The pace of the last few quarters. */
function lastQuarterSec(knots: readonly Knot[], ticksPerQuarter: number): number {
  const last = knots.at(-1)!;
  const earlier =
    [...knots].reverse().find(({ tick }) => tick <= last.tick - 4 * ticksPerQuarter) ?? knots[0]!;
  if (last.tick === earlier.tick) return defaultQuarterSec;
  return ((last.sec - earlier.sec) * ticksPerQuarter) / (last.tick - earlier.tick);
}
