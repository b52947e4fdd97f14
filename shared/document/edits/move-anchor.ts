/** Moving an anchor in the recording: bars and notes up to its neighbours go along. */
import type { WarpPoint } from '../../music/alignment.ts';
import { audioSecsAt, warpRuns } from '../../music/warp.ts';
import type { Result } from '../../std/result.ts';
import { recordingOf, singleOf } from '../document-state.ts';
import type { DocumentState } from '../document-state.ts';
import { changeOf } from '../patch.ts';
import type { Change } from '../patch.ts';
import { recordsOf } from '../record-table.ts';
import type { AlignedRecord, AnchorRecord } from '../records.ts';
import type { AlignmentRecord } from '../single-records.ts';
import { edit, found, rounded } from './edit.ts';
import type { Edit } from './edit.ts';

/** Anchors keep this far from what lies beside them. */
const apartSec = 0.01;
/** No note is shorter, once its times are rounded. */
const leastSec = 0.001;
/** Two points of a warp that lie closer than this are the two sides of a jump, and stay so. */
const jumpSec = 1e-3;
/** Less than is heard, more than the aligner calls equal. */
const besideSec = 2e-5;

/**
 * The anchor's place in the score stays; in the recording it keeps between its neighbours: other anchors, locked
 * stretches, the recording's ends. In between times are bent in proportion, but for what a person pinned. What was
 * bent is a draft: the path passes a hair beside the anchor, so that the aligner, when asked, computes that stretch
 * anew. Cost O(aligned notes).
 */
export function moveAnchor(document: DocumentState, id: string, audioSec: number): Result<Edit> {
  const anchors = found(document, 'anchors', [id]);
  if (!anchors.ok) return anchors;
  const anchor = anchors.value[0]!;
  const alignment = singleOf(document, 'alignment');
  const fromSec = alignment === undefined ? anchor.audioSec : pathSec(alignment, anchor);
  const { low, high } = neighbours(document, anchor);
  const toSec = rounded(
    Math.min(Math.max(audioSec, low + apartSec), Math.max(high - apartSec, low + apartSec)),
  );
  const moved = changeOf(document, 'anchors', id, { ...anchor, audioSec: toSec });
  const name = 'Move an anchor';
  if (alignment === undefined || !(low <= fromSec && fromSec <= high)) return edit(name, moved);
  const bend = (sec: number): number =>
    sec <= low || sec >= high
      ? sec
      : sec < fromSec
        ? low + ((sec - low) * (toSec - low)) / (fromSec - low)
        : high - ((high - sec) * (high - toSec)) / (high - fromSec);
  return edit(
    name,
    moved,
    moved.length === 0 ? [] : bentPath(document, alignment, anchor.scoreSec, toSec, bend),
    moved.length === 0 ? [] : bentNotes(document, low, high, bend),
  );
}

/** Where the path has the anchor's place in the score: of several the one that is nearest to the anchor. */
function pathSec({ warp }: AlignmentRecord, { scoreSec, audioSec }: AnchorRecord): number {
  const played = warp.length === 0 ? [] : audioSecsAt(warpRuns(warp), scoreSec);
  return played.reduce(
    (best, sec) => (Math.abs(sec - audioSec) < Math.abs(best - audioSec) ? sec : best),
    played[0] ?? audioSec,
  );
}

function neighbours(
  document: DocumentState,
  { id, audioSec }: AnchorRecord,
): { readonly low: number; readonly high: number } {
  const others = [...recordsOf(document.anchors)]
    .filter((each) => each.id !== id)
    .map((each) => each.audioSec);
  const edges = [...recordsOf(document.locks)].flatMap(({ fromSec, toSec }) => [fromSec, toSec]);
  const all = [...others, ...edges];
  return {
    low: all.filter((sec) => sec <= audioSec).reduce((most, sec) => Math.max(most, sec), 0),
    high: all
      .filter((sec) => sec > audioSec)
      .reduce((least, sec) => Math.min(least, sec), recordingOf(document).lengthSec),
  };
}

function bentPath(
  document: DocumentState,
  alignment: AlignmentRecord,
  scoreSec: number,
  toSec: number,
  bend: (sec: number) => number,
): readonly Change[] {
  const isAnchor = ([score, audio]: WarpPoint): boolean =>
    Math.abs(score - scoreSec) < besideSec && Math.abs(bend(audio) - toSec) < besideSec;
  const warp: WarpPoint[] = [];
  for (const [index, point] of alignment.warp.entries()) {
    const [score, audio] = point;
    const before = alignment.warp[index - 1];
    const isJump = before !== undefined && audio - before[1] < jumpSec;
    const most = isJump ? bend(before[1]) + audio - before[1] : Infinity;
    const aside = isAnchor(point) ? besideSec : 0;
    const bent: WarpPoint = [score + aside, Math.min(bend(audio), most) + aside];
    if (bent[1] > (warp.at(-1)?.[1] ?? -Infinity)) warp.push(bent);
  }
  return changeOf(document, 'single', 'alignment', {
    ...alignment,
    warp,
    musicFromSec: bend(alignment.musicFromSec),
    musicToSec: bend(alignment.musicToSec),
  });
}

function bentNotes(
  document: DocumentState,
  low: number,
  high: number,
  bend: (sec: number) => number,
): readonly Change[] {
  const changes: Change[] = [];
  for (const before of recordsOf(document.aligned)) {
    if (!before.visits.some(({ onsetSec, offsetSec }) => onsetSec < high && offsetSec > low)) continue;
    const visits = before.visits.map((visit) => {
      const onsetSec = rounded(bend(visit.onsetSec));
      return { ...visit, onsetSec, offsetSec: rounded(Math.max(bend(visit.offsetSec), onsetSec + leastSec)) };
    });
    const after: AlignedRecord = { id: before.id, visits };
    changes.push({ table: 'aligned', id: before.id, before, after });
  }
  return changes;
}
