/**
 * This window's copy of the document. The service alone assigns revisions; what is committed here is shown at
 * once, and stays pending until the service has it. Steps of other windows slip in underneath.
 */
import type { DocumentChange, DocumentSnapshot } from '../../shared/contract/document-calls.ts';
import { documentOf } from '../../shared/document/canonical-json.ts';
import type { DocumentState } from '../../shared/document/document-state.ts';
import { patchFault } from '../../shared/document/invariants.ts';
import { applyPatch, invertPatch, squashPatches } from '../../shared/document/patch.ts';
import type { Patch } from '../../shared/document/patch.ts';
import { sameJson } from '../../shared/document/same-json.ts';
import { rebasePatch } from '../../shared/document/rebase-patch.ts';
import { divisiError } from '../../shared/contract/errors.ts';
import { err, ok } from '../../shared/std/result.ts';
import type { Result } from '../../shared/std/result.ts';

export type PendingEdit = { readonly id: string; readonly name: string; readonly patch: Patch };

export type Confirmed = {
  readonly document: DocumentState;
  readonly revision: number;
  /** Names of what can be undone, oldest first, and redone, the next one last. */
  readonly done: readonly string[];
  readonly undone: readonly string[];
};

export function confirmedBy({ revision, records, done, undone }: DocumentSnapshot): Confirmed {
  return { document: documentOf(records), revision, done, undone };
}

export type Received = {
  /** From what was shown before to what is shown now. */
  readonly patch: Patch;
  /** Pending edits that do not fit any more; they are given up. */
  readonly dropped: readonly PendingEdit[];
};

export class Replica {
  #confirmed: Confirmed;
  #pending: readonly PendingEdit[] = [];
  #shown: DocumentState;

  constructor(confirmed: Confirmed) {
    this.#confirmed = confirmed;
    this.#shown = confirmed.document;
  }

  get document(): DocumentState {
    return this.#shown;
  }

  get revision(): number {
    return this.#confirmed.revision;
  }

  get pending(): readonly PendingEdit[] {
    return this.#pending;
  }

  get done(): readonly string[] {
    return [...this.#confirmed.done, ...this.#pending.map(({ name }) => name)];
  }

  get undone(): readonly string[] {
    return this.#pending.length > 0 ? [] : this.#confirmed.undone;
  }

  /** Fails, and changes nothing, as the service would: 'conflict', 'edit-refused'. */
  commit(edit: PendingEdit): Result<null> {
    const document = applyPatch(this.#shown, edit.patch);
    if (!document.ok) return document;
    const fault = patchFault(document.value, edit.patch);
    if (fault !== null) return err(divisiError('edit-refused', `"${edit.name}" is not possible: ${fault}.`));
    this.#shown = document.value;
    this.#pending = [...this.#pending, edit];
    return ok(null);
  }

  /**
   * The service's next revision.
   * @returns null when it is not the next one, or does not fit: the document has to be opened again
   */
  receive({ revision, step, id }: DocumentChange): Received | null {
    if (revision <= this.#confirmed.revision) return { patch: [], dropped: [] };
    if (revision !== this.#confirmed.revision + 1) return null;
    const before = this.#pending;
    const isOwn = before[0]?.id === id;
    // What is shown already stays the same objects: what was made of them need not be made again.
    const patch = isOwn && sameJson(before[0]!.patch, step.patch) ? before[0]!.patch : step.patch;
    const document = applyPatch(this.#confirmed.document, patch);
    if (!document.ok) return null;
    const { done, undone } = this.#confirmed;
    const lists = {
      edit: () => ({ done: [...done, step.name], undone: [] }),
      undo: () => ({ done: done.slice(0, -1), undone: [...undone, step.name] }),
      redo: () => ({ done: [...done, step.name], undone: undone.slice(0, -1) }),
    }[step.kind]();
    this.#confirmed = { document: document.value, revision, ...lists };
    if (isOwn) {
      this.#pending = before.slice(1);
      if (this.#pending.length === 0) this.#shown = document.value;
      return { patch: [], dropped: [] };
    }
    return this.#rebuild(before, [...reverted(before), step.patch]);
  }

  /** The service refused it. */
  refuse(id: string): Received {
    const before = this.#pending;
    return this.#rebuild(
      before.filter((edit) => edit.id !== id),
      reverted(before),
    );
  }

  #rebuild(pending: readonly PendingEdit[], way: readonly Patch[]): Received {
    const kept: PendingEdit[] = [];
    const dropped: PendingEdit[] = [];
    let shown = this.#confirmed.document;
    for (const edit of pending) {
      // As the service will do it.
      const patch = rebasePatch(shown, edit.patch);
      const next = patch.ok ? applyPatch(shown, patch.value) : patch;
      if (patch.ok && next.ok && patchFault(next.value, patch.value) === null) {
        kept.push({ ...edit, patch: patch.value });
        shown = next.value;
      } else {
        dropped.push(edit);
      }
    }
    this.#pending = kept;
    this.#shown = shown;
    return { patch: squashPatches([...way, ...kept.map(({ patch }) => patch)]), dropped };
  }
}

function reverted(pending: readonly PendingEdit[]): Patch[] {
  return pending.map(({ patch }) => invertPatch(patch)).reverse();
}
