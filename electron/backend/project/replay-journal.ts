/** From a snapshot and the lines of a journal to the document's history. */
import type { DocumentState } from '../../../shared/document/document-state.ts';
import { afterStep, historyOf, replayStep as replayOne } from '../../../shared/document/history.ts';
import type { History, Step } from '../../../shared/document/history.ts';
import { patchFault } from '../../../shared/document/invariants.ts';
import type { SchemaHistory } from '../../../shared/document/parse-document.ts';
import { applyPatch, invertPatch } from '../../../shared/document/patch.ts';
import { ok } from '../../../shared/std/result.ts';
import type { Result } from '../../../shared/std/result.ts';
import { parseHostileJson } from './hostile-json.ts';
import { readEntry } from './journal-entry.ts';
import type { JournalEntry } from './journal-entry.ts';
import type { JournalContent } from './journal-format.ts';

export type ReplayedJournal = {
  /** With what can be undone and redone, as far back as the journal goes. */
  readonly history: History;
  /** Oldest first; the last one leads to the document. */
  readonly entries: readonly JournalEntry[];
  /** Lines of the journal that are right; the first of the others does not fit the document. */
  readonly soundLines: number;
};

/**
 * @param snapshotLine how many lines of the journal the snapshot includes
 * Fails with 'project-unsafe' only; a line that is no edit, or that does not fit, ends the replay.
 */
export function replayJournal(
  snapshot: DocumentState,
  { base, schema, lines }: JournalContent,
  snapshotLine: number,
  path: string,
  schemas: SchemaHistory,
): Result<ReplayedJournal> {
  const entries: JournalEntry[] = [];
  for (const { revision, entry } of lines) {
    const where = `Edit ${revision} in "${path}"`;
    const json = parseHostileJson(entry, where);
    if (!json.ok && json.error.code === 'project-unsafe') return json;
    const read = json.ok ? readEntry(json.value, schema, where, schemas) : json;
    if (!read.ok) break;
    entries.push(read.value);
  }
  const earlier = entries.slice(0, snapshotLine);
  const isWhole = earlier.length === snapshotLine;
  let history = isWhole ? historyUpTo(snapshot, earlier, base.revision) : null;
  const firstKept = history === null ? snapshotLine : 0;
  history ??= historyOf(snapshot, base.revision + snapshotLine);
  let soundLines = snapshotLine;
  for (const { step } of entries.slice(snapshotLine)) {
    const next = replayStep(history, step);
    if (!next.ok) break;
    history = next.value;
    soundLines++;
  }
  return ok({ history, entries: entries.slice(firstKept, soundLines), soundLines });
}

/** A migration may leave nothing of an edit; it then counts, and does nothing. */
function replayStep(history: History, step: Step): Result<History> {
  return step.patch.length > 0
    ? replayOne(history, step)
    : ok({ ...history, revision: history.revision + 1 });
}

/**
 * The lists of undo and redo that led to a snapshot: its document is taken back step by step to where the journal
 * begins. Null when the steps do not fit it. Every document on the way is checked once: undo may lead there.
 */
function historyUpTo(
  snapshot: DocumentState,
  entries: readonly JournalEntry[],
  baseRevision: number,
): History | null {
  let document = snapshot;
  for (const { step } of [...entries].reverse()) {
    const back = invertPatch(step.patch);
    const earlier = applyPatch(document, back);
    if (!earlier.ok || patchFault(earlier.value, back) !== null) return null;
    document = earlier.value;
  }
  const first = historyOf(snapshot, baseRevision);
  return entries.reduce((history, { step }) => afterStep(history, snapshot, step), first);
}
