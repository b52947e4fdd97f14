/** The label matrix of the open document, made when it is looked at first, then kept up with every edit. */
import { DocumentLabels } from '../../shared/document/document-labels.ts';
import type { FrameGrid } from '../../shared/labels/frame-grid.ts';
import { tileFrames } from '../../shared/labels/label-tiles.ts';
import type { UnitScene } from '../canvas/paint-units.ts';
import { labelBasis } from './label-basis.ts';
import type { ProjectState } from './project-state.svelte.ts';

export class LabelState {
  readonly #project: ProjectState;
  readonly #lengthSec: number;
  #made: { readonly labels: DocumentLabels; readonly grid: FrameGrid; readonly units: number } | null = null;
  #version = $state(0);

  constructor(project: ProjectState, lengthSec: number) {
    this.#project = project;
    this.#lengthSec = lengthSec;
    project.follow((document, patch) => {
      if (this.#made === null) return;
      const isOtherModel = patch.some(({ table, id }) => table === 'single' && id === 'model');
      // Without a patch another document took the place of the one that was followed.
      if (patch.length === 0 || isOtherModel) this.#made = null;
      else this.#made.labels.follow(document, patch);
      this.#version += 1;
    });
  }

  /** Changes with every label. */
  get version(): number {
    return this.#version;
  }

  /** Cost O(notes) at first. */
  scene(): UnitScene {
    void this.#version;
    const { document } = this.#project;
    if (this.#made === null) {
      const { settings, hopSec, auto } = labelBasis(document);
      const grid = { startSec: 0, hopSec, frames: Math.floor(this.#lengthSec / hopSec) + 1 };
      const labels = new DocumentLabels(document, settings, grid, auto);
      this.#made = { labels, grid, units: settings.units };
    }
    const { labels, grid, units } = this.#made;
    return { tiles: labels.tiles, grid, units };
  }

  /** Which pitches may be active at a time. Cost of an answer O(classes). */
  pitchesAt(): (sec: number) => readonly number[] {
    const { tiles, grid, units } = this.scene();
    const classes = tiles.classes();
    return (sec) => {
      const frame = Math.round((sec - grid.startSec) / grid.hopSec);
      if (frame < 0 || frame >= grid.frames) return [];
      const index = Math.floor(frame / tileFrames);
      const at = (frame - index * tileFrames) * units;
      return classes.flatMap((tileClass) => {
        const cells = tiles.tile(tileClass, index);
        for (let unit = 0; unit < units; unit++) if (cells[at + unit] === 1) return tileClass.pitchMidi;
        return [];
      });
    };
  }
}
