/** Bar lines and time signatures of a timeline whose stretches of score are placed. */
import type { TimeSignature } from '../music/score.ts';
import type { ScoreFrame } from './export-session.ts';
import type { LeadIn } from './lead-in.ts';
import { barAt, scoreBars, signatureAt, signatureFor } from './score-bars.ts';
import type { ScoreBar, Signature } from './score-bars.ts';

/** A part of the score on the timeline. */
export type PlacedStretch = {
  /** Where it begins on the timeline. */
  readonly tick: number;
  /** Where it begins in the score, in ticks of the score. */
  readonly scoreTick: number;
  /** Its length on the timeline. */
  readonly ticks: number;
  /** Ticks of the timeline before it that have no music; what fills them is `leadIn`. */
  readonly gap: number;
  readonly leadIn: LeadIn | undefined;
};

export type DawBar = {
  readonly tick: number;
  /** Seconds from tick 0. */
  readonly sec: number;
  /** The score's number; null for a count-in. */
  readonly bar: number | null;
};

type BarLine = { readonly tick: number; readonly bar: number | null; readonly usual: Signature };

export type LaidBars = {
  readonly bars: readonly Omit<DawBar, 'sec'>[];
  readonly timeSignatures: readonly TimeSignature[];
  readonly remarks: readonly string[];
};

/** @param endTick the last bar begins before it */
export function layOutBars(
  frame: ScoreFrame,
  stretches: readonly PlacedStretch[],
  scale: number,
  endTick: number,
): LaidBars {
  const whole: PlacedStretch = { tick: 0, scoreTick: 0, ticks: endTick, gap: 0, leadIn: undefined };
  const placed = stretches.length > 0 ? stretches : [whole];
  const lastScoreTick = Math.max(...placed.map(({ scoreTick, ticks }) => scoreTick + ticks / scale));
  const score = scoreBars(frame, lastScoreTick + 1);
  const lines: BarLine[] = [];
  placed.forEach((stretch, index) => {
    lines.push(...linesBefore(stretch, placed[index - 1]));
    const isLast = index === placed.length - 1;
    const end = isLast ? Math.max(endTick, stretch.tick + 1) : stretch.tick + stretch.ticks;
    for (
      let bar = barAt(score, stretch.scoreTick);
      onTimeline(stretch, bar.endTick) < end;
      bar = barAt(score, bar.endTick)
    ) {
      const next = barAt(score, bar.endTick);
      lines.push(line(onTimeline(stretch, next.tick), next));
    }
  });
  return withSignatures(lines, frame, scale);

  function onTimeline(stretch: PlacedStretch, scoreTick: number): number {
    return stretch.tick + (scoreTick - stretch.scoreTick) * scale;
  }

  function line(tick: number, bar: ScoreBar): BarLine {
    return { tick, bar: bar.number, usual: signatureAt(frame, bar.tick) };
  }

  /** Count-in bars, and the line at or before the stretch's beginning. */
  function linesBefore(stretch: PlacedStretch, previous: PlacedStretch | undefined): BarLine[] {
    const { tick, scoreTick, gap, leadIn } = stretch;
    const bar = barAt(score, scoreTick);
    const offset = (scoreTick - bar.tick) * scale;
    const from = tick - gap;
    const usual = signatureAt(frame, bar.tick);
    if (leadIn?.kind === 'note') {
      const short = { numerator: 1, denominator: leadIn.denominator };
      return [{ tick: from, bar: null, usual: short }, line(tick, bar)];
    }
    if (leadIn?.kind === 'bars') {
      const barTicks = (bar.endTick - bar.tick) * scale;
      const countIn = Array.from({ length: leadIn.count }, (_, i): BarLine => ({
        tick: from + i * barTicks,
        bar: null,
        usual,
      }));
      return [...countIn, line(previous === undefined ? tick - offset : tick, bar)];
    }
    if (previous !== undefined && offset > 0) {
      const previousEnd = previous.scoreTick + previous.ticks / scale;
      const open = barAt(score, previousEnd);
      const goesOn =
        (previousEnd - open.tick) * scale === offset && open.endTick - open.tick === bar.endTick - bar.tick;
      if (goesOn) return [];
    }
    return [line(tick, bar)];
  }
}

function withSignatures(lines: readonly BarLine[], frame: ScoreFrame, scale: number): LaidBars {
  const ticksPerQuarter = frame.ticksPerQuarter * scale;
  const distinct = lines.filter((line, i) => line.tick !== lines[i + 1]?.tick);
  const timeSignatures: TimeSignature[] = [];
  const remarks: string[] = [];
  distinct.forEach((line, index) => {
    const next = distinct[index + 1];
    const usual = { ...line.usual, exact: true };
    const { exact, ...signature } =
      next === undefined ? usual : signatureFor((next.tick - line.tick) / ticksPerQuarter, line.usual);
    if (!exact) {
      remarks.push(
        `Bar ${line.bar ?? 'count-in'} has a length that no time signature has; bar lines after it lie off those of the score.`,
      );
    }
    const last = timeSignatures.at(-1);
    if (last?.numerator !== signature.numerator || last.denominator !== signature.denominator) {
      timeSignatures.push({ tick: line.tick, ...signature });
    }
  });
  return { bars: distinct.map(({ tick, bar }) => ({ tick, bar })), timeSignatures, remarks };
}
