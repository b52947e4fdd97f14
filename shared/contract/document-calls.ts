/** How replicas of a document and the service talk. The service alone assigns revisions. */
import type { DocumentRecords } from '../document/document-state.ts';
import type { Step } from '../document/history.ts';
import type { Patch } from '../document/patch.ts';
import type { OfProject } from './project-calls.ts';

export type DocumentSnapshot = {
  readonly project: string;
  readonly revision: number;
  /** Of the records. */
  readonly schema: number;
  readonly records: DocumentRecords;
  /** Names of what can be undone, oldest first, and redone, the next one last. */
  readonly done: readonly string[];
  readonly undone: readonly string[];
};

/**
 * A commit's id is its replica's name and number: one that is sent again, after a lost connection or a new
 * start of the service, is answered as the first time and happens once.
 */
export type StepParams = OfProject & { readonly id: string };

export type PatchParams = StepParams & {
  /** For the list of undo: 'Move 3 notes'. */
  readonly name: string;
  readonly patch: Patch;
};

/** On the disk when it is answered. */
export type CommitAnswer = { readonly revision: number };

/** Comes once for every revision, in order, to all replicas, the sender included. */
export type DocumentChange = {
  readonly project: string;
  readonly revision: number;
  readonly step: Step;
  readonly id: string;
};
