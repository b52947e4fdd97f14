/** Where a person should look: what a solved span says about itself. */
import type { DoubtfulSegment, DoubtReason, WarpPoint } from '../../../../shared/music/alignment.ts';
import { interpolate } from './piecewise-linear.ts';
import { bandCount } from './features/band-bank.ts';
import type { UnitFrames } from './features/unit-frames.ts';
import type { PlacedPassage } from './notes/place-notes.ts';

const doubtDefaults = Object.freeze({
  /** A jump is shown with this much around it. */
  aroundJumpSec: 0.5,
  /** Nothing of the score for less than this is a breath. */
  leastGapSec: 0.5,
  /** Score left out at a jump, below which it is the jump's own blur. */
  leastLeftOutSec: 0.25,
  /** An interval this many times its surroundings' tempo, and this much off, is a tempo jump. */
  tempoRatio: 3,
  tempoOffSec: 0.7,
  /** Intervals to either side that make the surroundings. */
  tempoReach: 8,
  /** Mean confidence below this over at least so long is weak evidence. */
  weakConfidence: 0.65,
  weakSec: 1.5,
});

/**
 * @param passages of one span, in the recording's order
 * @returns by time; segments of different reasons may overlap. Cost O(notes + frames of the gaps).
 */
export function doubtfulSegments(passages: readonly PlacedPassage[], units: UnitFrames): DoubtfulSegment[] {
  const segments: DoubtfulSegment[] = [];
  let furthestSec = -Infinity;
  for (const [i, placed] of passages.entries()) {
    const before = passages[i - 1];
    if (before !== undefined) segments.push(...atBorder(before, placed, furthestSec, units));
    segments.push(...tempoJumps(placed.warp), ...weakStretches(placed));
    furthestSec = Math.max(furthestSec, placed.passage.scoreToSec);
  }
  return segments.filter(({ fromSec, toSec }) => toSec > fromSec).sort((a, b) => a.fromSec - b.fromSec);
}

/** What lies between two passages: nothing of the score, a section again, or one left out. */
function atBorder(
  before: PlacedPassage,
  after: PlacedPassage,
  furthestSec: number,
  units: UnitFrames,
): DoubtfulSegment[] {
  const segments: DoubtfulSegment[] = [];
  const gapFromSec = before.passage.audioToSec;
  const startSec = after.passage.audioFromSec;
  if (startSec - gapFromSec >= doubtDefaults.leastGapSec) {
    const reason: DoubtReason = isSilent(units, gapFromSec, startSec) ? 'silence' : 'not-in-score';
    segments.push({ fromSec: gapFromSec, toSec: startSec, reason });
  }
  const leftOutSec = after.passage.scoreFromSec - furthestSec;
  if (leftOutSec > doubtDefaults.leastLeftOutSec) {
    const { aroundJumpSec } = doubtDefaults;
    segments.push({
      fromSec: startSec - aroundJumpSec,
      toSec: startSec + aroundJumpSec,
      reason: 'not-played',
    });
  } else if (-leftOutSec > doubtDefaults.leastLeftOutSec) {
    const { passage } = after;
    const again = Math.min(furthestSec, passage.scoreToSec);
    const toSec = interpolate(passage.scoreSec, passage.audioSec, again, 1);
    segments.push({ fromSec: startSec, toSec: Math.min(passage.audioToSec, toSec), reason: 'repeated' });
  }
  return segments;
}

function isSilent({ sounding, hopSec, frames }: UnitFrames, fromSec: number, toSec: number): boolean {
  const from = Math.max(0, Math.ceil(fromSec / hopSec));
  const to = Math.min(frames, Math.floor(toSec / hopSec));
  let silent = 0;
  for (let t = from; t < to; t++) {
    let isQuiet = true;
    for (let b = 0; b < bandCount && isQuiet; b++) isQuiet = sounding[t * bandCount + b] === 0;
    if (isQuiet) silent += 1;
  }
  return silent > 0.5 * (to - from);
}

function tempoJumps(warp: readonly WarpPoint[]): DoubtfulSegment[] {
  const ratios = warp
    .slice(1)
    .map(([score, audio], i) => Math.log((audio - warp[i]![1]) / (score - warp[i]![0])));
  const { tempoReach, tempoRatio, tempoOffSec } = doubtDefaults;
  return ratios.flatMap((ratio, i): DoubtfulSegment[] => {
    const around = [
      ...ratios.slice(Math.max(0, i - tempoReach), i),
      ...ratios.slice(i + 1, i + 1 + tempoReach),
    ];
    around.sort((a, b) => a - b);
    const usual = around[around.length >> 1];
    if (usual === undefined || Math.abs(ratio - usual) < Math.log(tempoRatio)) return [];
    const [fromScore, fromSec] = warp[i]!;
    const [toScore, toSec] = warp[i + 1]!;
    const expectedSec = (toScore - fromScore) * Math.exp(usual);
    return Math.abs(toSec - fromSec - expectedSec) < tempoOffSec
      ? []
      : [{ fromSec, toSec, reason: 'tempo-jump' }];
  });
}

/** Stretches over which the notes' confidence, as a mean over `weakSec`, is low; joined where they touch. */
function weakStretches({ notes }: PlacedPassage): DoubtfulSegment[] {
  const sorted = [...notes].sort((a, b) => a.onsetSec - b.onsetSec);
  const stretches: { fromSec: number; toSec: number; reason: DoubtReason }[] = [];
  let first = 0;
  let sum = 0;
  for (let last = 0; last < sorted.length; last++) {
    sum += sorted[last]!.confidence;
    const toSec = sorted[last]!.onsetSec;
    while (first < last && toSec - sorted[first + 1]!.onsetSec >= doubtDefaults.weakSec) {
      sum -= sorted[first]!.confidence;
      first += 1;
    }
    const fromSec = sorted[first]!.onsetSec;
    if (toSec - fromSec < doubtDefaults.weakSec || sum / (last - first + 1) >= doubtDefaults.weakConfidence)
      continue;
    const open = stretches.at(-1);
    if (open !== undefined && fromSec <= open.toSec) open.toSec = toSec;
    else stretches.push({ fromSec, toSec, reason: 'weak-evidence' });
  }
  return stretches;
}
