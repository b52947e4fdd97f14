/**
 * A gesture: marked when the pointer goes down, changed while it moves, one patch when it is released,
 * and nothing at all when it is bailed out of.
 */
import { divisiError } from '../contract/errors.ts';
import { err, ok } from '../std/result.ts';
import type { Result } from '../std/result.ts';
import type { DocumentState } from './document-state.ts';
import { patchFault } from './invariants.ts';
import { applyPatch, squashPatches } from './patch.ts';
import type { Change, Patch } from './patch.ts';
import { rebasePatch } from './rebase-patch.ts';
import type { TableName } from './records.ts';

export type Gesture = {
  /** The document at the mark: what bailing out returns to. */
  readonly marked: DocumentState;
  /** What is shown meanwhile. */
  readonly document: DocumentState;
  /** From the marked to the shown document. */
  readonly patch: Patch;
};

export function beginGesture(document: DocumentState): Gesture {
  return { marked: document, document, patch: [] };
}

/**
 * @param patch from what is shown; it joins those before
 * Fails as a commit does; the gesture then stays as it was.
 */
export function extendGesture(gesture: Gesture, patch: Patch): Result<Gesture> {
  return gestureTo(gesture.marked, gesture.document, patch, squashPatches([gesture.patch, patch]));
}

/**
 * @param patch from the marked document; it takes the place of those before
 * Fails as a commit does; the gesture then stays as it was.
 */
export function replaceGesture(gesture: Gesture, patch: Patch): Result<Gesture> {
  return gestureTo(gesture.marked, gesture.marked, patch, patch);
}

/**
 * The same gesture on a document that changed meanwhile, by another window say.
 * Fails with 'conflict' or 'edit-refused' when the gesture does not fit it any more: it has to be bailed
 * out of.
 */
export function rebaseGesture(gesture: Gesture, marked: DocumentState): Result<Gesture> {
  const patch = rebasePatch(marked, gesture.patch);
  return patch.ok ? gestureTo(marked, marked, patch.value, patch.value) : patch;
}

/**
 * The patch from what `from` makes of a document to what `to` makes of the same document. Records that both make
 * the same, as objects, are left out. Cost O(changes), without comparing records.
 */
export function patchBetween(from: Patch, to: Patch): Patch {
  const former = new Map<TableName, Map<string, Change>>();
  for (const change of from) {
    const ofTable = former.get(change.table);
    if (ofTable === undefined) former.set(change.table, new Map([[change.id, change]]));
    else ofTable.set(change.id, change);
  }
  const between: Change[] = [];
  for (const change of to) {
    const ofTable = former.get(change.table);
    const before = ofTable?.get(change.id);
    ofTable?.delete(change.id);
    if (before === undefined) between.push(change);
    else if (before.after !== change.after) between.push({ ...change, before: before.after } as Change);
  }
  for (const left of former.values()) {
    for (const change of left.values()) {
      between.push({ ...change, before: change.after, after: change.before } as Change);
    }
  }
  return between;
}

function gestureTo(marked: DocumentState, from: DocumentState, patch: Patch, whole: Patch): Result<Gesture> {
  const document = applyPatch(from, patch);
  if (!document.ok) return document;
  const fault = patchFault(document.value, patch);
  if (fault !== null) return err(divisiError('edit-refused', `That is not possible: ${fault}.`));
  return ok({ marked, document: document.value, patch: whole });
}
