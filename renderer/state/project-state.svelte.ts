/**
 * The open project: its document with undo, the gesture that is going on, the selection, and what follows
 * from the document. What is committed here is told to the service, and comes back from other windows.
 */
import type { DocumentState } from '../../shared/document/document-state.ts';
import type { Edit } from '../../shared/document/edits/edit.ts';
import type { VisitRef } from '../../shared/document/edits/note-visits.ts';
import { beginGesture, rebaseGesture, replaceGesture } from '../../shared/document/gesture.ts';
import type { Gesture } from '../../shared/document/gesture.ts';
import { commitEdit, redo, replayStep, undo } from '../../shared/document/history.ts';
import type { Committed, History, Step } from '../../shared/document/history.ts';
import { invertPatch, squashPatches } from '../../shared/document/patch.ts';
import type { Patch } from '../../shared/document/patch.ts';
import type { Result } from '../../shared/std/result.ts';
import type { DivisiError } from '../../shared/contract/errors.ts';
import type { NoteLayout, RollNote } from '../canvas/roll-note.ts';
import { followRollNotes, rollNotes } from './roll-notes.ts';
import type { LabelBasis } from './roll-notes.ts';

/** Where committed steps go. */
export type StepSink = { readonly send: (step: Step, history: History) => void };

export class ProjectState {
  readonly basis: LabelBasis;
  readonly #sink: StepSink;
  readonly #onFailure: (error: DivisiError) => void;
  #history: History = $state.raw() as History;
  #gesture: Gesture | null = $state.raw(null);
  #layout: NoteLayout = $state.raw() as NoteLayout;
  #selected: ReadonlySet<string> = $state.raw(new Set<string>());
  /** Called with every change of the shown document. */
  readonly #followers = new Set<(document: DocumentState, patch: Patch) => void>();

  constructor(history: History, basis: LabelBasis, sink: StepSink, onFailure: (error: DivisiError) => void) {
    this.basis = basis;
    this.#sink = sink;
    this.#onFailure = onFailure;
    this.#history = history;
    this.#layout = rollNotes(history.document, basis);
  }

  get history(): History {
    return this.#history;
  }

  /** What is shown: with the gesture that is going on. */
  get document(): DocumentState {
    return this.#gesture?.document ?? this.#history.document;
  }

  get layout(): NoteLayout {
    return this.#layout;
  }

  get isInGesture(): boolean {
    return this.#gesture !== null;
  }

  /** Keys of selected soundings; it may hold some that an undo took away. */
  get selected(): ReadonlySet<string> {
    return this.#selected;
  }

  selectedNotes(): readonly RollNote[] {
    return this.#selected.size === 0 ? [] : this.#layout.notes.filter(({ key }) => this.#selected.has(key));
  }

  select(keys: Iterable<string>): void {
    this.#selected = new Set(keys);
  }

  follow(follower: (document: DocumentState, patch: Patch) => void): () => void {
    this.#followers.add(follower);
    return () => this.#followers.delete(follower);
  }

  /** @returns whether it happened; if not, the failure was shown */
  commit(edit: Result<Edit>): boolean {
    if (!edit.ok) return this.#fail(edit.error);
    if (edit.value.patch.length === 0) return true;
    return this.#take(commitEdit(this.#history, edit.value.name, edit.value.patch));
  }

  undo(): void {
    if (this.#history.done.length > 0) this.#take(undo(this.#history));
  }

  redo(): void {
    if (this.#history.undone.length > 0) this.#take(redo(this.#history));
  }

  /** Undoes or redoes until so many edits are done. */
  goTo(doneCount: number): void {
    const reachable = this.#history.done.length + this.#history.undone.length;
    const goal = Math.min(Math.max(doneCount, 0), reachable);
    while (this.#history.done.length > goal) if (!this.#take(undo(this.#history))) return;
    while (this.#history.done.length < goal) if (!this.#take(redo(this.#history))) return;
  }

  beginGesture(): void {
    this.#gesture = beginGesture(this.#history.document);
  }

  /** The gesture as it would be, were it released now: in place of what it was before. */
  shapeGesture(edit: Result<Edit>): void {
    const gesture = this.#gesture;
    if (gesture === null || !edit.ok) return;
    const next = replaceGesture(gesture, edit.value.patch);
    if (!next.ok) return;
    this.#gesture = next.value;
    this.#followed(squashPatches([invertPatch(gesture.patch), edit.value.patch]));
  }

  /** One entry of the undo list, or none where nothing changed. */
  endGesture(name: string): boolean {
    const gesture = this.#gesture;
    if (gesture === null) return false;
    this.cancelGesture();
    return gesture.patch.length > 0 && this.#take(commitEdit(this.#history, name, gesture.patch));
  }

  cancelGesture(): void {
    const gesture = this.#gesture;
    if (gesture === null) return;
    this.#gesture = null;
    this.#followed(invertPatch(gesture.patch));
  }

  /** A step that another window or the service made. */
  receive(step: Step): boolean {
    const replayed = replayStep(this.#history, step);
    if (!replayed.ok) return this.#fail(replayed.error);
    this.#history = replayed.value;
    this.#rebase(step.patch);
    return true;
  }

  /** The service's document in place of this one, where the two went apart. */
  replace(history: History): void {
    this.#gesture = null;
    this.#history = history;
    this.#layout = rollNotes(history.document, this.basis);
    for (const follower of this.#followers) follower(history.document, []);
  }

  #take(committed: Result<Committed>): boolean {
    if (!committed.ok) return this.#fail(committed.error);
    this.#history = committed.value.history;
    this.#rebase(committed.value.step.patch);
    this.#sink.send(committed.value.step, this.#history);
    return true;
  }

  #rebase(patch: Patch): void {
    const gesture = this.#gesture;
    if (gesture !== null) {
      const rebased = rebaseGesture(gesture, this.#history.document);
      this.#gesture = rebased.ok ? rebased.value : null;
      if (!rebased.ok) return this.#followed(squashPatches([invertPatch(gesture.patch), patch]));
    }
    this.#followed(patch);
  }

  #followed(patch: Patch): void {
    this.#layout = followRollNotes(this.#layout, this.document, patch, this.basis);
    for (const follower of this.#followers) follower(this.document, patch);
  }

  #fail(error: DivisiError): false {
    this.#onFailure(error);
    return false;
  }
}

export function refOf({ noteId, visit }: RollNote): VisitRef {
  return { noteId, visit };
}
