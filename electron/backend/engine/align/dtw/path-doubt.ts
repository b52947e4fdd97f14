/** Where a warp should be looked at, by what its points cost and how they run. */
import type { DoubtfulSegment } from '../../../../../shared/music/alignment.ts';
import type { CostedPoint } from './warp-between.ts';

const unsureBelow = 0.3;
/** Shorter stretches are a matter of single notes. */
const leastSec = 2;

/** Stretches in which score and sound hardly agree. */
export function doubtfulByCost(points: readonly CostedPoint[]): DoubtfulSegment[] {
  const segments: DoubtfulSegment[] = [];
  let fromSec: number | null = null;
  points.forEach(({ audioSec, confidence }, i) => {
    const isUnsure = confidence < unsureBelow;
    if (isUnsure) fromSec ??= audioSec;
    const isLast = i === points.length - 1;
    if (fromSec === null || (isUnsure && !isLast)) return;
    if (audioSec - fromSec >= leastSec) segments.push({ fromSec, toSec: audioSec, reason: 'weak-evidence' });
    fromSec = null;
  });
  return segments;
}
