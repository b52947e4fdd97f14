/**
 * The open project's document as the window sees it: replica, the gesture that is going on, the selection, and
 * the notes that follow from all that.
 */
import type { DocumentChange } from '../../shared/contract/document-calls.ts';
import type { DivisiError } from '../../shared/contract/errors.ts';
import type { DocumentState } from '../../shared/document/document-state.ts';
import type { Edit } from '../../shared/document/edits/edit.ts';
import type { VisitRef } from '../../shared/document/edits/note-visits.ts';
import { beginGesture, patchBetween, rebaseGesture, replaceGesture } from '../../shared/document/gesture.ts';
import type { Gesture } from '../../shared/document/gesture.ts';
import { invertPatch, squashPatches } from '../../shared/document/patch.ts';
import type { Patch } from '../../shared/document/patch.ts';
import type { Result } from '../../shared/std/result.ts';
import type { NoteLayout, RollNote } from '../canvas/roll-note.ts';
import { Replica } from './replica.ts';
import type { Confirmed, PendingEdit } from './replica.ts';
import { followRollNotes, rollNotes } from './roll-notes.ts';
import type { LabelBasis } from './roll-notes.ts';

/** What the project asks of the service. */
export type ProjectLink = {
  readonly commit: (edit: PendingEdit) => void;
  /** @param id of the step, as a commit has one */
  readonly undo: (id: string) => void;
  readonly redo: (id: string) => void;
  readonly onFailure: (error: DivisiError) => void;
};

export class ProjectState {
  readonly #basisOf: (document: DocumentState) => LabelBasis;
  readonly #link: ProjectLink;
  readonly #name = crypto.randomUUID();
  readonly #followers = new Set<(document: DocumentState, patch: Patch) => void>();
  #replica: Replica;
  #nextEdit = 1;
  #gesture: Gesture | null = null;
  #document: DocumentState = $state.raw() as DocumentState;
  #layout: NoteLayout = $state.raw() as NoteLayout;
  #lists: Pick<Confirmed, 'done' | 'undone'> = $state.raw({ done: [], undone: [] });
  #isSaving = $state(false);
  #selected: ReadonlySet<string> = $state.raw(new Set<string>());
  readonly #selectedNotes: readonly RollNote[] = $derived(
    this.#selected.size === 0 ? [] : this.#layout.notes.filter(({ key }) => this.#selected.has(key)),
  );
  /** Of the newest settings; asked for with every note that is shown. */
  #basis: { readonly single: DocumentState['single']; readonly basis: LabelBasis } | null = null;

  constructor(confirmed: Confirmed, basisOf: (document: DocumentState) => LabelBasis, link: ProjectLink) {
    this.#basisOf = basisOf;
    this.#link = link;
    this.#replica = new Replica(confirmed);
    this.#document = confirmed.document;
    this.#layout = rollNotes(confirmed.document, basisOf(confirmed.document));
    this.#note();
  }

  /** What is shown: with what is pending, and with the gesture that is going on. */
  get document(): DocumentState {
    return this.#document;
  }

  /** How far labels reach by themselves, under the method that the document names. */
  get basis(): LabelBasis {
    const { single } = this.#document;
    if (this.#basis?.single !== single) this.#basis = { single, basis: this.#basisOf(this.#document) };
    return this.#basis.basis;
  }

  get layout(): NoteLayout {
    return this.#layout;
  }

  /** Names of what can be undone, oldest first. */
  get done(): readonly string[] {
    return this.#lists.done;
  }

  /** Names of what can be redone, the next one last. */
  get undone(): readonly string[] {
    return this.#lists.undone;
  }

  /** Something is on its way to the disk. */
  get isSaving(): boolean {
    return this.#isSaving;
  }

  get pending(): readonly PendingEdit[] {
    return this.#replica.pending;
  }

  /** Keys of selected soundings; it may hold some that an undo took away. */
  get selected(): ReadonlySet<string> {
    return this.#selected;
  }

  selectedNotes(): readonly RollNote[] {
    return this.#selectedNotes;
  }

  selectedRefs(): readonly VisitRef[] {
    return this.selectedNotes().map(({ noteId, visit }) => ({ noteId, visit }));
  }

  select(keys: Iterable<string>): void {
    this.#selected = new Set(keys);
  }

  /** Called with every change of the shown document. */
  follow(follower: (document: DocumentState, patch: Patch) => void): () => void {
    this.#followers.add(follower);
    return () => this.#followers.delete(follower);
  }

  /** @returns whether it happened; if not, the failure was told */
  commit(edit: Result<Edit>): boolean {
    if (!edit.ok) return this.#fail(edit.error);
    const { name, patch } = edit.value;
    if (patch.length === 0) return true;
    const pending = { id: this.#nextId(), name, patch };
    const committed = this.#replica.commit(pending);
    if (!committed.ok) return this.#fail(committed.error);
    this.#changed(patch);
    this.#link.commit(pending);
    return true;
  }

  undo(): void {
    if (this.done.length > 0) this.#link.undo(this.#nextId());
  }

  redo(): void {
    if (this.undone.length > 0) this.#link.redo(this.#nextId());
  }

  /** Undoes or redoes until so many edits are done. */
  goTo(doneCount: number): void {
    for (let count = this.done.length; count > doneCount; count--) this.#link.undo(this.#nextId());
    for (let count = this.done.length; count < doneCount; count++) this.#link.redo(this.#nextId());
  }

  beginGesture(): void {
    this.#gesture = beginGesture(this.#replica.document);
  }

  /** The gesture as it would be, were it released now: in place of what it was before. */
  shapeGesture(edit: Result<Edit>): void {
    const gesture = this.#gesture;
    if (gesture === null || !edit.ok) return;
    const next = replaceGesture(gesture, edit.value.patch);
    if (!next.ok) return;
    this.#gesture = next.value;
    this.#show(patchBetween(gesture.patch, edit.value.patch));
  }

  /** One entry of the undo list, or none where nothing changed. */
  endGesture(name: string): boolean {
    const gesture = this.#gesture;
    if (gesture === null) return false;
    this.#gesture = null;
    if (gesture.patch.length === 0) return false;
    const pending = { id: this.#nextId(), name, patch: gesture.patch };
    const committed = this.#replica.commit(pending);
    if (!committed.ok) {
      this.#show(invertPatch(gesture.patch));
      return this.#fail(committed.error);
    }
    // It is shown already.
    this.#document = this.#replica.document;
    this.#note();
    this.#link.commit(pending);
    return true;
  }

  cancelGesture(): void {
    const gesture = this.#gesture;
    if (gesture === null) return;
    this.#gesture = null;
    this.#show(invertPatch(gesture.patch));
  }

  /** @returns false when the document has to be opened again */
  receive(change: DocumentChange): boolean {
    const received = this.#replica.receive(change);
    if (received === null) return false;
    this.#changed(received.patch);
    return true;
  }

  refuse(id: string, error: DivisiError): void {
    this.#changed(this.#replica.refuse(id).patch);
    this.#fail(error);
  }

  /** The document as the service has it: after a lost connection. */
  reopen(confirmed: Confirmed): void {
    this.#gesture = null;
    this.#replica = new Replica(confirmed);
    this.#document = confirmed.document;
    this.#layout = rollNotes(confirmed.document, this.#basisOf(confirmed.document));
    this.#note();
    for (const follower of this.#followers) follower(confirmed.document, []);
  }

  #changed(patch: Patch): void {
    const gesture = this.#gesture;
    this.#note();
    if (gesture === null) return this.#show(patch);
    const rebased = rebaseGesture(gesture, this.#replica.document);
    this.#gesture = rebased.ok ? rebased.value : null;
    this.#show(rebased.ok ? patch : squashPatches([invertPatch(gesture.patch), patch]));
  }

  #show(patch: Patch): void {
    this.#document = this.#gesture?.document ?? this.#replica.document;
    if (patch.length === 0) return;
    this.#layout = followRollNotes(this.#layout, this.#document, patch, this.basis);
    for (const follower of this.#followers) follower(this.#document, patch);
  }

  #note(): void {
    this.#lists = { done: this.#replica.done, undone: this.#replica.undone };
    this.#isSaving = this.#replica.pending.length > 0;
  }

  /** What is sent twice by mistake happens once, by its id. */
  #nextId(): string {
    return `${this.#name}:${this.#nextEdit++}`;
  }

  #fail(error: DivisiError): false {
    this.#link.onFailure(error);
    return false;
  }
}
