/** The label matrix of the open document, made when it is looked at first, then kept up with every edit. */
import { DocumentLabels } from '../../shared/document/document-labels.ts';
import type { FrameGrid } from '../../shared/labels/frame-grid.ts';
import type { UnitScene } from '../canvas/paint-units.ts';
import type { ProjectState } from './project-state.svelte.ts';

export class LabelState {
  readonly #project: ProjectState;
  readonly #grid: FrameGrid;
  #labels: DocumentLabels | null = null;
  #version = $state(0);

  constructor(project: ProjectState, lengthSec: number, hopSec: number) {
    this.#project = project;
    this.#grid = { startSec: 0, hopSec, frames: Math.floor(lengthSec / hopSec) + 1 };
    project.follow((document, patch) => {
      if (this.#labels === null) return;
      const isOtherModel = patch.some(({ table, id }) => table === 'single' && id === 'model');
      // Without a patch another document took the place of the one that was followed.
      if (patch.length === 0 || isOtherModel) this.#labels = null;
      else this.#labels.follow(document, patch);
      this.#version += 1;
    });
  }

  /** Cost O(notes) at first. */
  scene(): UnitScene {
    void this.#version;
    const { document, basis } = this.#project;
    this.#labels ??= new DocumentLabels(document, basis.settings, this.#grid, basis.auto);
    return { tiles: this.#labels.tiles, grid: this.#grid, units: basis.settings.units };
  }
}
