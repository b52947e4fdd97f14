/** Which parts of the score a span of the recording plays, one after the other. */
import { buildTempoMap, secToTicks, ticksToSec } from '../music/tempo-map.ts';
import { audioSecsAt, scoreSecAt, warpRuns } from '../music/warp.ts';
import type { WarpPoint } from '../music/alignment.ts';
import type { ScoreFrame, SoundingNote } from './export-session.ts';
import { slowestQuarterSec } from './tempo-knots.ts';
import type { Knot } from './tempo-knots.ts';

/** A part of the score that is played through; knots hold its ticks, and seconds from the span's start. */
export type Stretch = {
  /** At least two; ticks (not whole, the score's) and seconds rising. */
  readonly knots: readonly Knot[];
};

export type Span = { readonly fromSec: number; readonly toSec: number };

/** Shorter stretches of score are none, in quarters. */
const leastQuarters = 1 / 32;
/** Tempo of the beat before a pause. */
const pauseQuarterSec = 2;

/**
 * @param notes of the span; the first stretch begins with the first onset
 * @returns in the order of the recording; empty where the span holds no music
 */
export function scoreStretches(
  frame: ScoreFrame,
  warp: readonly WarpPoint[],
  notes: readonly SoundingNote[],
  span: Span,
): Stretch[] {
  const map = buildTempoMap(frame.ticksPerQuarter, frame.tempoChanges);
  const points: readonly WarpPoint[] = warp.length > 0 ? warp : [[0, 0]];
  const changes = map.changes.map((change) => change.sec);
  const runs = warpRuns(points);
  const pieces = runs.flatMap((run, index): WarpPoint[][] => {
    // Before the first and after the last point the score goes on at its own pace.
    const first = run[0]!;
    const last = run.at(-1)!;
    const fromSec = Math.max(span.fromSec, index === 0 ? -Infinity : first[1]);
    const toSec = Math.min(span.toSec, index === runs.length - 1 ? Infinity : last[1]);
    return toSec > fromSec ? [cutRun(run, changes, { fromSec, toSec })] : [];
  });
  return pieces.flatMap((piece, index) => {
    const startSec = index === 0 ? musicStart(piece) : undefined;
    const music =
      startSec === undefined ? piece : cutRun(piece, changes, { fromSec: startSec, toSec: piece.at(-1)![1] });
    const knots = music
      .map(([scoreSec, audioSec]) => ({ tick: secToTicks(map, scoreSec), sec: audioSec - span.fromSec }))
      .filter(({ tick }) => tick >= 0);
    return splitAtPauses(rising(knots), frame.ticksPerQuarter).map((part) => ({ knots: part }));
  });

  /** Where the warp has the first onset of the span. */
  function musicStart(piece: readonly WarpPoint[]): number | undefined {
    const first = notes.find(
      ({ score, onsetSec }) => score !== null && onsetSec >= span.fromSec && onsetSec < span.toSec,
    );
    if (first === undefined || first.score === null) return undefined;
    const [sec] = audioSecsAt([piece], ticksToSec(map, first.score.onsetTick));
    return sec !== undefined && sec < piece.at(-1)![1] ? sec : undefined;
  }
}

/** The points of a run within a span, with those at its ends and at changes of the score's tempo. */
function cutRun(
  run: readonly WarpPoint[],
  changesSec: readonly number[],
  { fromSec, toSec }: Span,
): WarpPoint[] {
  const at = (audioSec: number): WarpPoint => [scoreSecAt(run, audioSec), audioSec];
  const inner = run.filter(([, sec]) => sec > fromSec && sec < toSec);
  const rough: WarpPoint[] = [at(fromSec), ...inner, at(toSec)];
  const bends = changesSec.flatMap((scoreSec): WarpPoint[] => {
    const index = rough.findIndex(([score], i) => i > 0 && score > scoreSec);
    const from = rough[index - 1];
    const to = rough[index];
    if (from === undefined || to === undefined || from[0] >= scoreSec) return [];
    return [[scoreSec, from[1] + ((scoreSec - from[0]) / (to[0] - from[0])) * (to[1] - from[1])]];
  });
  return [...rough, ...bends].sort((a, b) => a[1] - b[1]);
}

function rising(knots: readonly Knot[]): Knot[] {
  const kept: Knot[] = [];
  for (const knot of knots) {
    const last = kept.at(-1);
    if (last === undefined || (knot.tick > last.tick && knot.sec > last.sec)) kept.push(knot);
  }
  return kept;
}

/**
 * Where the score stands still for longer than any tempo, the stretch ends early, and another begins behind the
 * pause.
 */
function splitAtPauses(knots: readonly Knot[], ticksPerQuarter: number): Knot[][] {
  const parts: Knot[][] = [[]];
  for (const knot of knots) {
    const part = parts.at(-1)!;
    const last = part.at(-1);
    const quarters = last === undefined ? 0 : (knot.tick - last.tick) / ticksPerQuarter;
    if (last !== undefined && knot.sec - last.sec > slowestQuarterSec * quarters) {
      part.push({
        tick: knot.tick,
        sec: last.sec + Math.min(pauseQuarterSec * quarters, (knot.sec - last.sec) / 2),
      });
      parts.push([knot]);
    } else part.push(knot);
  }
  return parts.filter(
    (part) => part.length > 1 && part.at(-1)!.tick - part[0]!.tick >= leastQuarters * ticksPerQuarter,
  );
}
