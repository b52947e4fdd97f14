/** What a person asks of an aligner: everything, what changed, or a stretch between anchors. */
import { divisiError } from '../../../shared/contract/errors.ts';
import type { AlignParams } from '../../../shared/contract/job-calls.ts';
import type { DocumentState } from '../../../shared/document/document-state.ts';
import type { AlignedNote, Alignment, WarpPoint } from '../../../shared/music/alignment.ts';
import { err, ok } from '../../../shared/std/result.ts';
import type { Result } from '../../../shared/std/result.ts';
import type { AlignRequest } from '../engine/align/align-score.ts';
import { alignRequestOf } from './align-request-of.ts';

export type AlignOrder = {
  readonly request: AlignRequest;
  /** From what the aligner found to what the document gets. */
  readonly resultOf: (found: Alignment) => Alignment;
};

type Span = { readonly fromSec: number; readonly toSec: number };

/** Fails with 'edit-refused' where a stretch is asked for before the first alignment. */
export function alignOrderOf(
  document: DocumentState,
  { aligner, isPartial, spanSec }: Pick<AlignParams, 'aligner' | 'isPartial' | 'spanSec'>,
): Result<AlignOrder> {
  if (spanSec === undefined) {
    return ok({ request: alignRequestOf(document, aligner, isPartial), resultOf: (found) => found });
  }
  const { previous, ...rest } = alignRequestOf(document, aligner, true);
  if (previous === null) {
    return err(divisiError('edit-refused', 'There is no alignment yet; align all of the recording first.'));
  }
  // Anchors part what is solved, so that a stretch between two of them is as it would be by itself.
  const between = betweenAnchors(rest.pins.anchors, spanSec);
  const scoreIds = rest.score.notes.map(({ id }) => id);
  return ok({
    request: { ...rest, previous: null },
    resultOf: (found) => mergeSpan(previous, found, between, scoreIds),
  });
}

/** From the last anchor before the stretch to the first after it; the recording's ends where there is none. */
function betweenAnchors(anchors: readonly WarpPoint[], { fromSec, toSec }: Span): Span {
  const at = anchors.map(([, audioSec]) => audioSec);
  return {
    fromSec: Math.max(-Infinity, ...at.filter((sec) => sec <= fromSec)),
    toSec: Math.min(Infinity, ...at.filter((sec) => sec >= toSec)),
  };
}

/**
 * The former alignment, with what was found within the stretch, its ends included, in place of what it had there. A note
 * of the stretch that was found elsewhere stays where it was; one that was not found is unplayed. Cost O(notes).
 */
export function mergeSpan(
  previous: Alignment,
  found: Alignment,
  { fromSec, toSec }: Span,
  scoreIds: readonly string[],
): Alignment {
  const isInside = (sec: number): boolean => sec >= fromSec && sec <= toSec;
  const key = ({ id, visit }: AlignedNote): string => `${visit} ${id}`;
  const anywhere = new Set(found.notes.map(key));
  const inside = found.notes.filter(({ onsetSec }) => isInside(onsetSec));
  const taken = new Set(inside.map(key));
  const kept = previous.notes.filter(
    (note) => !taken.has(key(note)) && (!isInside(note.onsetSec) || anywhere.has(key(note))),
  );
  const notes = [...kept, ...inside].sort((a, b) => a.onsetSec - b.onsetSec);
  const played = new Set(notes.map(({ id }) => id));
  const doubts = [
    ...previous.doubtful.filter((doubt) => !isInside(doubt.fromSec)),
    ...found.doubtful.filter((doubt) => isInside(doubt.fromSec)),
  ];
  return {
    ...previous,
    notes,
    unplayed: scoreIds.filter((id) => !played.has(id)),
    warp: [
      ...previous.warp.filter(([, sec]) => sec < fromSec),
      ...found.warp.filter(([, sec]) => isInside(sec)),
      ...previous.warp.filter(([, sec]) => sec > toSec),
    ],
    musicFromSec: notes[0]?.onsetSec ?? previous.musicFromSec,
    musicToSec: notes.reduce((latest, { offsetSec }) => Math.max(latest, offsetSec), 0),
    doubtful: doubts.sort((a, b) => a.fromSec - b.fromSec),
  };
}
