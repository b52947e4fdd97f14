/** Score time <-> recording time, along the warp of an alignment. */
import { partitionPoint } from '../std/partition-point.ts';
import type { WarpPoint } from './alignment.ts';

/** Two points of a warp that lie closer in the recording than this are the two sides of a jump. */
const jumpSec = 1e-3;

/**
 * The stretches between jumps, in the recording's order; score times rise within each. A stretch of one point
 * is possible. Cost O(points).
 */
export function warpRuns(warp: readonly WarpPoint[]): WarpPoint[][] {
  const runs: WarpPoint[][] = [];
  for (const point of warp) {
    const run = runs.at(-1);
    const last = run?.at(-1);
    const isJump =
      last === undefined ||
      point[0] < last[0] ||
      (point[1] - last[1] < jumpSec && point[0] - last[0] > jumpSec);
    if (isJump) runs.push([point]);
    else run?.push(point);
  }
  return runs;
}

/**
 * Where a moment of the recording lies in the score; before the first and after the last point at one second
 * per second.
 * @throws RangeError for a warp without points.
 */
export function scoreSecAt(warp: readonly WarpPoint[], audioSec: number): number {
  const after = partitionPoint(warp.length, (i) => warp[i]![1] <= audioSec);
  const before = warp[after - 1];
  const next = warp[after];
  if (before === undefined || next === undefined) {
    const edge = before ?? next;
    if (edge === undefined) throw new RangeError('expected a warp with points, got none');
    return edge[0] + audioSec - edge[1];
  }
  return before[0] + ((audioSec - before[1]) / (next[1] - before[1])) * (next[0] - before[0]);
}

/**
 * Every moment of the recording at which the score stands at `scoreSec`: one for each time that it is played,
 * none where it is left out. Within `reachSec` before a stretch's first or after its last point it is as if
 * played on at the pace of the stretch's end.
 */
export function audioSecsAt(
  runs: readonly (readonly WarpPoint[])[],
  scoreSec: number,
  reachSec = 0,
): number[] {
  return runs.flatMap((run) => {
    const first = run[0]!;
    const last = run.at(-1)!;
    if (scoreSec < first[0] - reachSec || scoreSec > last[0] + reachSec) return [];
    const after = partitionPoint(run.length, (i) => run[i]![0] <= scoreSec);
    const index = Math.min(Math.max(after, 1), run.length - 1);
    const from = run[index - 1];
    const to = run[index];
    if (from === undefined || to === undefined || to[0] === from[0]) return [first[1] + scoreSec - first[0]];
    return [from[1] + ((scoreSec - from[0]) / (to[0] - from[0])) * (to[1] - from[1])];
  });
}
