/** The label matrix as it is looked at: what labels allow, what the network does, and where the two differ. */
import { orderedParts } from '../../shared/document/note-groups.ts';
import { recordOf } from '../../shared/document/record-table.ts';
import type { Comparison } from '../canvas/paint-comparison.ts';
import type { LevelImage } from '../canvas/level-image.ts';
import type { RollNote } from '../canvas/roll-note.ts';
import type { ActivityAnswer } from '../../shared/contract/job-calls.ts';
import type { Result } from '../../shared/std/result.ts';
import { ActivityState } from './activity-state.svelte.ts';
import { activeRuns, silentNotes } from './class-activity.ts';
import type { ActiveRun } from './class-activity.ts';
import { LabelState } from './label-state.svelte.ts';
import type { ProjectState } from './project-state.svelte.ts';
import { settled } from './settled.svelte.ts';
import type { SpectrogramState } from './spectrogram-state.svelte.ts';
import { UnexplainedState } from './unexplained-state.svelte.ts';

export const matrixViews = ['labels', 'network', 'compare'] as const;
export type MatrixView = (typeof matrixViews)[number];

export class MatrixState {
  view: MatrixView = $state('labels');
  readonly #project: ProjectState;
  readonly labels: LabelState;
  readonly #activity: ActivityState;
  readonly #unexplained: UnexplainedState;
  readonly #notes = $derived.by(() => this.#project.document.notes);
  readonly #partTable = $derived.by(() => this.#project.document.parts);
  readonly #parts = $derived.by(
    () => new Map(orderedParts({ parts: this.#partTable }).map(({ id }, index) => [id, index])),
  );
  readonly #runs = $derived.by(() => (this.view === 'compare' ? this.#activeRuns() : null));
  readonly comparison: Comparison = $derived.by(() => ({
    runs: this.#runs,
    unexplained: this.#unexplained.runs,
  }));
  #knownRuns: { readonly of: readonly unknown[]; readonly runs: WeakMap<RollNote, NoteRuns> } | null = null;

  /** @param ask what the network of a training activates */
  constructor(
    project: ProjectState,
    spectrogram: SpectrogramState,
    lengthSec: number,
    ask: (versionId: string | null) => Promise<Result<ActivityAnswer>>,
  ) {
    this.#project = project;
    this.labels = new LabelState(project, lengthSec);
    this.#activity = new ActivityState(ask);
    this.#unexplained = new UnexplainedState(spectrogram, this.labels);
  }

  /** There is a training whose activity is known. */
  get isTrained(): boolean {
    return this.#activity.classes !== null;
  }

  /**
   * @param versionId the training that is heard; null before the first
   * @param passes of a training that runs, which is then shown as it goes on; null without one
   */
  follow(versionId: string | null, passes: number | null): void {
    if (passes === null) void this.#activity.show(versionId);
    else if (passes > 0 && this.view !== 'labels') void this.#activity.showRunning();
  }

  /** What the network activates; null while that is not known. */
  get image(): LevelImage | null {
    return this.#activity.image;
  }

  /** Of all notes, by their keys; null without a training. Those that stay are looked at once. */
  #activeRuns(): ReadonlyMap<string, NoteRuns> | null {
    const { classes } = this.#activity;
    if (classes === null) return null;
    const [notes, parts] = [this.#notes, this.#parts];
    const of = [classes, notes, parts];
    if (this.#knownRuns?.of.every((each, index) => each === of[index]) !== true) {
      this.#knownRuns = { of, runs: new WeakMap() };
    }
    const { runs: known } = this.#knownRuns;
    return new Map(
      this.#project.layout.notes.map((note) => {
        let runs = known.get(note);
        if (runs === undefined) {
          runs = activeRuns(classes, partOf(notes, parts, note.noteId), note);
          known.set(note, runs);
        }
        return [note.key, runs];
      }),
    );
  }

  /** To be called while a component is made: notes that the network never activates, once all has come to rest. */
  silent(): { readonly current: readonly RollNote[] } {
    const none: readonly RollNote[] = [];
    const rested = settled(
      () => (this.view === 'compare' ? this.#project.layout : null),
      (layout) => layout !== null && layout.notes.length > 300,
    );
    const silent = $derived.by(() => {
      const { classes } = this.#activity;
      const layout = rested.current;
      if (classes === null || layout === null) return none;
      return silentNotes(classes, layout.notes, (id) => partOf(this.#notes, this.#parts, id));
    });
    return {
      get current() {
        return silent;
      },
    };
  }

  /** While labels and network are compared: works out where sound of a stretch has no label. */
  lookForUnexplained(fromSec: number, toSec: number): void {
    this.#unexplained.look(fromSec, toSec);
  }
}

/** Null for a note that was not trained. */
type NoteRuns = readonly ActiveRun[] | null;

function partOf(
  notes: ProjectState['document']['notes'],
  parts: ReadonlyMap<string, number>,
  noteId: string,
): number {
  return parts.get(recordOf(notes, noteId)?.partId ?? '') ?? -1;
}
