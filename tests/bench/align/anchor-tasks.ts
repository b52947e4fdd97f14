/** One wrong anchor between two right ones: what it spoils, and what it must not touch. */
import { readScore } from '../../../electron/backend/engine/score/read-score.ts';
import type { WarpPoint } from '../../../shared/music/alignment.ts';
import type { AlignmentReport } from '../../../shared/music/alignment-report.ts';
import { ok } from '../../../shared/std/result.ts';
import type { Result } from '../../../shared/std/result.ts';
import type { RowOutcome } from '../bench-row.ts';
import type { BenchTask, BenchTools } from '../bench-task.ts';
import { alignIdentity } from './align-identity.ts';
import { runAlignment } from './measure-alignment.ts';
import { readTruth } from './performances.ts';
import type { TestPerformance, TruePair } from './performances.ts';

const wrongBySec = 1;

export function anchorTasks(performances: readonly TestPerformance[]): BenchTask[] {
  return performances
    .filter(({ set }) => set === 'align')
    .map((piece): BenchTask => ({
      identity: alignIdentity('align-anchor', piece, 'chords', 'middle anchor wrong by 1 s'),
      run: (_folder, tools) => measureAnchor(piece, tools),
    }));
}

async function measureAnchor(piece: TestPerformance, tools: BenchTools): Promise<Result<RowOutcome>> {
  const score = await readScore(piece.scorePath);
  if (!score.ok) return score;
  const pairs = [...(await readTruth(piece))].sort((a, b) => a.onsetSec - b.onsetSec);
  const [first, middle, last] = [0.4, 0.5, 0.6].map((share) => anchorAt(pairs, share));
  const wrong: WarpPoint = [middle![0], middle![1] + wrongBySec];
  const run = (anchors: readonly WarpPoint[]): Promise<Result<AlignmentReport>> =>
    runAlignment(piece, 'chords', { anchors, skips: [] }, tools);
  const before = await run([first!, last!]);
  if (!before.ok) return before;
  const after = await run([first!, wrong, last!]);
  if (!after.ok) return after;
  const isBetween = (sec: number): boolean => sec > first![1] - 0.1 && sec < last![1] + 0.1;
  const was = new Map(before.value.notes.map((note) => [`${note.visit} ${note.id}`, note.onsetSec]));
  let outside = 0;
  let inside = 0;
  for (const { visit, id, onsetSec } of after.value.notes) {
    const wasSec = was.get(`${visit} ${id}`);
    const movedSec = wasSec === undefined ? Infinity : Math.abs(onsetSec - wasSec);
    if (wasSec !== undefined && isBetween(wasSec)) inside = Math.max(inside, movedSec);
    else outside = Math.max(outside, movedSec);
  }
  const passes = [first!, wrong, last!].every((anchor) => distanceTo(after.value.warp, anchor) < 1e-3);
  return ok({
    figures: {
      outsideMs: 1000 * Math.min(outside, 1e3),
      insideMs: 1000 * Math.min(inside, 1e3),
      betweenSec: last![1] - first![1],
      exact: Number(passes),
    },
    nsdr: {},
    remarks: [],
  });
}

function anchorAt(pairs: readonly TruePair[], share: number): WarpPoint {
  const pair = pairs[Math.floor(share * pairs.length)]!;
  return [pair.scoreOnsetSec, pair.onsetSec];
}

/** In recording time, of the warp at the anchor's score time; Infinity where the warp is not there. */
function distanceTo(warp: readonly WarpPoint[], [scoreSec, audioSec]: WarpPoint): number {
  let least = Infinity;
  for (let i = 1; i < warp.length; i++) {
    const [fromScore, fromAudio] = warp[i - 1]!;
    const [toScore, toAudio] = warp[i]!;
    if (scoreSec < fromScore - 1e-9 || scoreSec > toScore + 1e-9 || toScore <= fromScore) continue;
    const sec = fromAudio + ((scoreSec - fromScore) / (toScore - fromScore)) * (toAudio - fromAudio);
    least = Math.min(least, Math.abs(sec - audioSec));
  }
  return least;
}
