/** One span of an alignment: the coarse path within its ends, cut into passages. */
import type { WarpPoint } from '../../../../../shared/music/alignment.ts';
import { coarsePath } from '../coarse/coarse-path.ts';
import { passagesOf } from '../coarse/passages.ts';
import type { CoarseAxes, Passage } from '../coarse/passages.ts';
import type { PooledBands } from '../coarse/pooled-bands.ts';
import type { Span } from './spans.ts';

export type CoarseMaterial = {
  readonly recording: PooledBands;
  readonly score: PooledBands;
  readonly axes: CoarseAxes;
  /** [recording frames] 1 where none of the score may lie. */
  readonly barred: Uint8Array | null;
};

/** Passages in the recording's order; the first and last meet the span's pins exactly. */
export function solveSpan({ recording, score, axes, barred }: CoarseMaterial, span: Span): Passage[] {
  const rowAt = (sec: number): number =>
    Math.min(recording.frames, Math.max(0, Math.round(sec / axes.rowSec)));
  const placeAt = (sec: number): number =>
    Math.min(score.frames - 1, Math.max(0, Math.floor((sec - axes.scoreStartSec) / axes.placeSec)));
  const fromRow = span.from === null ? 0 : rowAt(span.from[1]);
  const toRow = span.to === null ? recording.frames : rowAt(span.to[1]);
  if (span.from !== null && span.to !== null && toRow - fromRow < 4) return straight(span.from, span.to);
  if (toRow - fromRow < 1) return [];
  const path = coarsePath(recording, score, {
    fromRow,
    toRow,
    startPlace: span.from === null ? null : placeAt(span.from[0]),
    endPlace: span.to === null ? null : placeAt(span.to[0]),
    barred,
  });
  return passagesOf(path, axes)
    .map((passage, i, all) => {
      // A pin is the passage's own only where the passage reaches it: a skip may lie between.
      const starts = i === 0 && passage.audioFromSec < (fromRow + 1.5) * axes.rowSec;
      const ends = i === all.length - 1 && passage.audioToSec > (toRow - 1.5) * axes.rowSec;
      return pinPassage(passage, starts ? span.from : null, ends ? span.to : null);
    })
    .filter(({ scoreFromSec, scoreToSec }) => scoreToSec > scoreFromSec);
}

/** Too short to look into: the straight line. */
function straight(from: WarpPoint, to: WarpPoint): Passage[] {
  if (to[0] <= from[0]) return [];
  return [
    {
      scoreFromSec: from[0],
      scoreToSec: to[0],
      audioFromSec: from[1],
      audioToSec: to[1],
      scoreSec: Float64Array.of(from[0], to[0]),
      audioSec: Float64Array.of(from[1], to[1]),
      startsPinned: true,
      endsPinned: true,
      slackBeforeSec: 0,
      slackAfterSec: 0,
    },
  ];
}

/** Ends that are pinned become exact, and what the coarse path has beyond them goes. */
function pinPassage(passage: Passage, from: WarpPoint | null, to: WarpPoint | null): Passage {
  if (from === null && to === null) return passage;
  const points = Array.from(passage.scoreSec, (sec, i): WarpPoint => [sec, passage.audioSec[i]!]).filter(
    ([scoreSec, audioSec]) =>
      (from === null || (scoreSec > from[0] && audioSec > from[1])) &&
      (to === null || (scoreSec < to[0] && audioSec < to[1])),
  );
  if (from !== null) points.unshift(from);
  if (to !== null) points.push(to);
  return {
    scoreFromSec: from?.[0] ?? passage.scoreFromSec,
    scoreToSec: to?.[0] ?? passage.scoreToSec,
    audioFromSec: from?.[1] ?? passage.audioFromSec,
    audioToSec: to?.[1] ?? passage.audioToSec,
    scoreSec: Float64Array.from(points, ([scoreSec]) => scoreSec),
    audioSec: Float64Array.from(points, ([, audioSec]) => audioSec),
    startsPinned: from !== null,
    endsPinned: to !== null,
    slackBeforeSec: from === null ? passage.slackBeforeSec : 0,
    slackAfterSec: to === null ? passage.slackAfterSec : 0,
  };
}
