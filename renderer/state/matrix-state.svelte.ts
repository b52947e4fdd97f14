/** The label matrix as it is looked at: what labels allow, what the network does, and where the two differ. */
import { orderedParts } from '../../shared/document/note-groups.ts';
import { recordOf } from '../../shared/document/record-table.ts';
import type { LevelImage } from '../canvas/level-image.ts';
import type { UnitScene } from '../canvas/paint-units.ts';
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
import type { UnexplainedRun } from './unexplained-sound.ts';
import { UnexplainedState } from './unexplained-state.svelte.ts';

export const matrixViews = ['labels', 'network', 'compare'] as const;
export type MatrixView = (typeof matrixViews)[number];

export class MatrixState {
  view: MatrixView = $state('labels');
  readonly #project: ProjectState;
  readonly #labels: LabelState;
  readonly #activity: ActivityState;
  readonly #unexplained: UnexplainedState;
  readonly #parts = $derived.by(
    () => new Map(orderedParts(this.#project.document).map(({ id }, index) => [id, index])),
  );

  /** @param ask what the network of a training activates */
  constructor(
    project: ProjectState,
    spectrogram: SpectrogramState,
    lengthSec: number,
    ask: (versionId: string | null) => Promise<Result<ActivityAnswer>>,
  ) {
    this.#project = project;
    this.#labels = new LabelState(project, lengthSec);
    this.#activity = new ActivityState(ask);
    this.#unexplained = new UnexplainedState(spectrogram, this.#labels);
  }

  /** There is a training whose activity is known. */
  get isTrained(): boolean {
    return this.#activity.classes !== null;
  }

  scene(): UnitScene {
    return this.#labels.scene();
  }

  /**
   * @param versionId the training that is heard; null before the first
   * @param passes of a training that runs, which is then shown as it goes on; null without one
   */
  follow(versionId: string | null, passes: number | null): void {
    if (passes === null) void this.#activity.show(versionId);
    else if (passes > 0 && this.view !== 'labels') void this.#activity.showRunning();
  }

  /** What it is made of: whatever is shown of it is the same for as long as each of these is. */
  get parts(): readonly unknown[] {
    const { image, classes } = this.#activity;
    return [this.view, this.#labels.version, this.#unexplained.version, image, classes];
  }

  /** What the network activates; null while that is not known. */
  get image(): LevelImage | null {
    return this.#activity.image;
  }

  /** See `activeRuns`; null without a training. */
  runsOf(): ((note: RollNote) => readonly ActiveRun[] | null) | null {
    const { classes } = this.#activity;
    const { document } = this.#project;
    const parts = this.#parts;
    if (classes === null) return null;
    return (note) => activeRuns(classes, partOf(document, parts, note.noteId), note);
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
      const { document } = this.#project;
      return silentNotes(classes, layout.notes, (id) => partOf(document, this.#parts, id));
    });
    return {
      get current() {
        return silent;
      },
    };
  }

  unexplained(fromSec: number, toSec: number): readonly UnexplainedRun[] {
    return this.#unexplained.within(fromSec, toSec);
  }
}

function partOf(
  { notes }: ProjectState['document'],
  parts: ReadonlyMap<string, number>,
  noteId: string,
): number {
  return parts.get(recordOf(notes, noteId)?.partId ?? '') ?? -1;
}
