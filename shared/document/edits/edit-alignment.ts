/** What a person says about the alignment: anchors, locked and skipped stretches, judged doubts. */
import type { Result } from '../../std/result.ts';
import type { DocumentState } from '../document-state.ts';
import { changeOf } from '../patch.ts';
import { recordsOf } from '../record-table.ts';
import type { AnchorRecord, DoubtRecord, SegmentRecord } from '../records.ts';
import { counted, edit, found, refuse, rounded } from './edit.ts';
import type { Edit } from './edit.ts';

/** Adds the anchor, or moves the one of this id. */
export function setAnchor(document: DocumentState, { id, scoreSec, audioSec }: AnchorRecord): Result<Edit> {
  const isKnown = found(document, 'anchors', [id]).ok;
  const anchor = { id, scoreSec: rounded(scoreSec), audioSec: rounded(audioSec) };
  return edit(isKnown ? 'Move an anchor' : 'Set an anchor', changeOf(document, 'anchors', id, anchor));
}

export function removeAnchors(document: DocumentState, ids: readonly string[]): Result<Edit> {
  const anchors = found(document, 'anchors', ids);
  if (!anchors.ok) return anchors;
  return edit(
    `Remove ${counted(anchors.value.length, 'anchor')}`,
    anchors.value.flatMap(({ id }) => changeOf(document, 'anchors', id, null)),
  );
}

/**
 * Marks a stretch: 'locks' keeps its notes where they are, 'skips' says that it holds none of the score.
 * What it touches of its kind becomes one stretch with it, under its id.
 */
export function addSegment(
  document: DocumentState,
  table: 'locks' | 'skips',
  segment: SegmentRecord,
): Result<Edit> {
  if (!(segment.fromSec < segment.toSec)) {
    return refuse(`A stretch from ${segment.fromSec} to ${segment.toSec} s is empty.`);
  }
  const joined = [...recordsOf(document[table])].filter(
    ({ fromSec, toSec }) => fromSec <= segment.toSec && segment.fromSec <= toSec,
  );
  const record: SegmentRecord = {
    id: segment.id,
    fromSec: rounded(Math.min(segment.fromSec, ...joined.map(({ fromSec }) => fromSec))),
    toSec: rounded(Math.max(segment.toSec, ...joined.map(({ toSec }) => toSec))),
  };
  return edit(
    table === 'locks' ? 'Lock a stretch' : 'Skip a stretch',
    joined.filter(({ id }) => id !== segment.id).flatMap(({ id }) => changeOf(document, table, id, null)),
    changeOf(document, table, segment.id, record),
  );
}

export function removeSegments(
  document: DocumentState,
  table: 'locks' | 'skips',
  ids: readonly string[],
): Result<Edit> {
  const segments = found(document, table, ids);
  if (!segments.ok) return segments;
  return edit(
    `${table === 'locks' ? 'Unlock' : 'No longer skip'} ${counted(segments.value.length, 'stretch').replace(/hs$/, 'hes')}`,
    segments.value.flatMap(({ id }) => changeOf(document, table, id, null)),
  );
}

/** 'open' takes a judgement back. */
export function judgeDoubts(
  document: DocumentState,
  ids: readonly string[],
  state: DoubtRecord['state'],
): Result<Edit> {
  const doubts = found(document, 'doubts', ids);
  if (!doubts.ok) return doubts;
  const verb = { open: 'Reopen', accepted: 'Accept', rejected: 'Reject' }[state];
  return edit(
    `${verb} ${counted(doubts.value.length, 'passage')}`,
    doubts.value.flatMap((doubt) => changeOf(document, 'doubts', doubt.id, { ...doubt, state })),
  );
}
