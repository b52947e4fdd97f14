/**
 * Results of the engine meet a document that went on meanwhile. A result says which records it was computed
 * from; what happened to other records does not matter to it.
 */
import type { DocumentState } from './document-state.ts';
import { diffDocuments } from './diff-documents.ts';
import { changeOf } from './patch.ts';
import type { Change, Patch } from './patch.ts';
import type { TableName, Tables } from './records.ts';

export type EngineResult = {
  /** The document that it was computed from, and its revision. */
  readonly base: DocumentState;
  readonly baseRevision: number;
  readonly patch: Patch;
  /** Whether a change since then, of this record, makes the result doubtful. */
  reads(change: Change): boolean;
};

export type ResultFate =
  /** Nothing that it writes or reads changed: as it is. */
  | { readonly kind: 'apply'; readonly patch: Patch }
  /** What it writes changed meanwhile, but nothing that it reads: it is written over what is there now. */
  | { readonly kind: 'rebase'; readonly patch: Patch }
  /** What it reads changed: a person decides whether to take it all the same, or to compute it again. */
  | { readonly kind: 'ask'; readonly patch: Patch; readonly changed: readonly TableName[] };

/**
 * What the result says about notes that are gone by now is left out of every patch. Cost O(changes since the
 * base, and of the result).
 */
export function fateOf(result: EngineResult, current: DocumentState): ResultFate {
  const since = diffDocuments(result.base, current);
  if (since.length === 0) return { kind: 'apply', patch: result.patch };
  const gone = new Set(
    since.filter(({ table, after }) => table === 'notes' && after === null).map(({ id }) => id),
  );
  const patch = result.patch
    .filter(({ table, id }) => !(table in ofNotes && gone.has(id)))
    .flatMap(({ table, id, after }): readonly Change[] => changeOf<TableName>(current, table, id, after));
  const changed = new Set(since.filter((change) => result.reads(change)).map(({ table }) => table));
  if (changed.size > 0) return { kind: 'ask', patch, changed: [...changed] };
  const written = new Set(result.patch.map(({ table, id }) => `${table} ${id}`));
  const isOver = since.some(({ table, id }) => written.has(`${table} ${id}`));
  return { kind: isOver ? 'rebase' : 'apply', patch };
}

const ofNotes: Partial<Record<keyof Tables, true>> = { aligned: true, unplayed: true };

/**
 * What an alignment is computed from: the files, the score's notes, and what a person pinned of the path.
 * A note that was deleted is no reason to align again.
 */
export function alignmentReads(change: Change): boolean {
  switch (change.table) {
    case 'single':
      return change.id === 'recording' || change.id === 'score';
    case 'notes':
      return change.after?.origin === 'score';
    case 'anchors':
    case 'skips':
    case 'locks':
      return true;
    default:
      return false;
  }
}
