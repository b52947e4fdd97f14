/**
 * The committed life of a document: steps forward, back, and forward again. What happens while a gesture
 * lasts is `gesture.ts`'s; what is selected is `session.ts`'s, and leaves no trace here.
 */
import { divisiError } from '../contract/errors.ts';
import { err, ok } from '../std/result.ts';
import type { Result } from '../std/result.ts';
import type { DocumentState } from './document-state.ts';
import { patchFault } from './invariants.ts';
import { applyPatch, invertPatch } from './patch.ts';
import type { Patch } from './patch.ts';
import { sameJson } from './same-json.ts';

/** An entry of the undo list. */
export type HistoryEntry = {
  /** For people, as an order: 'Move 3 notes'. */
  readonly name: string;
  readonly patch: Patch;
};

export type History = {
  readonly document: DocumentState;
  /** Rises by one with every step, undo and redo included; 0 at the first document. */
  readonly revision: number;
  /** What can be undone, oldest first. */
  readonly done: readonly HistoryEntry[];
  /** What can be redone, the next one last. */
  readonly undone: readonly HistoryEntry[];
};

/** What a journal keeps and replicas are told: enough to repeat it, lists of undo and redo included. */
export type Step = HistoryEntry & { readonly kind: 'edit' | 'undo' | 'redo' };

export type Committed = { readonly history: History; readonly step: Step };

export function historyOf(document: DocumentState, revision = 0): History {
  return { document, revision, done: [], undone: [] };
}

/**
 * Fails with 'conflict' when the patch expects other records, and with 'edit-refused' when the document
 * would not hold together, or when the patch is empty; nothing of the patch has happened then. Cost
 * O(changes), and a copy of the list of entries.
 */
export function commitEdit(history: History, name: string, patch: Patch): Result<Committed> {
  if (patch.length === 0) return err(divisiError('edit-refused', `"${name}" changes nothing.`));
  const document = applyPatch(history.document, patch);
  if (!document.ok) return document;
  const fault = patchFault(document.value, patch);
  if (fault !== null) return err(divisiError('edit-refused', `"${name}" is not possible: ${fault}.`));
  const step: Step = { kind: 'edit', name, patch };
  return ok({ history: afterStep(history, document.value, step), step });
}

/** Fails with 'edit-refused' when there is nothing to undo. */
export function undo(history: History): Result<Committed> {
  const entry = history.done.at(-1);
  if (entry === undefined) return err(divisiError('edit-refused', 'There is nothing to undo.'));
  const patch = invertPatch(entry.patch);
  const document = applyPatch(history.document, patch);
  if (!document.ok) return document;
  const next = {
    document: document.value,
    revision: history.revision + 1,
    done: history.done.slice(0, -1),
    undone: [...history.undone, entry],
  };
  return ok({ history: next, step: { kind: 'undo', name: entry.name, patch } });
}

/** Fails with 'edit-refused' when there is nothing to redo. */
export function redo(history: History): Result<Committed> {
  const entry = history.undone.at(-1);
  if (entry === undefined) return err(divisiError('edit-refused', 'There is nothing to redo.'));
  const document = applyPatch(history.document, entry.patch);
  if (!document.ok) return document;
  const next = {
    document: document.value,
    revision: history.revision + 1,
    done: [...history.done, entry],
    undone: history.undone.slice(0, -1),
  };
  return ok({ history: next, step: { kind: 'redo', ...entry } });
}

/** Repeats a step of a journal. Fails as the step itself would. */
export function replayStep(history: History, { kind, name, patch }: Step): Result<History> {
  if (kind === 'edit') {
    const committed = commitEdit(history, name, patch);
    return committed.ok ? ok(committed.value.history) : committed;
  }
  const document = applyPatch(history.document, patch);
  if (!document.ok) return document;
  const fault = patchFault(document.value, patch);
  if (fault !== null) return err(divisiError('edit-refused', `"${name}" is not possible: ${fault}.`));
  return ok(afterStep(history, document.value, { kind, name, patch }));
}

/**
 * Where a step led that is known to fit: `document` is what it made. The edit that it undoes or redoes may lie before the
 * history's beginning.
 */
export function afterStep(history: History, document: DocumentState, { kind, name, patch }: Step): History {
  const { done, undone } = history;
  const revision = history.revision + 1;
  if (patch.length === 0) return { ...history, document, revision };
  const entry = { name, patch: kind === 'undo' ? invertPatch(patch) : patch };
  switch (kind) {
    case 'edit':
      return { document, revision, done: [...done, entry], undone: [] };
    case 'undo':
      return { document, revision, done: withoutLast(done, entry), undone: [...undone, entry] };
    case 'redo':
      return { document, revision, done: [...done, entry], undone: withoutLast(undone, entry) };
  }
}

function withoutLast(entries: readonly HistoryEntry[], entry: HistoryEntry): readonly HistoryEntry[] {
  const last = entries.at(-1);
  return last !== undefined && sameJson(last, entry) ? entries.slice(0, -1) : entries;
}
