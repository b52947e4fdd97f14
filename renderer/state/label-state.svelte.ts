/** The label matrix of the open document, made when it is looked at first, then kept up with every edit. */
import { DocumentLabels } from '../../shared/document/document-labels.ts';
import type { FrameGrid } from '../../shared/labels/frame-grid.ts';
import { tileFrames } from '../../shared/labels/label-tiles.ts';
import type { LabelTiles } from '../../shared/labels/label-tiles.ts';
import type { UnitContent } from '../canvas/paint-units.ts';
import { unitRuns } from '../canvas/unit-runs.ts';
import type { UnitRuns } from '../canvas/unit-runs.ts';
import { labelBasis } from './label-basis.ts';
import type { ProjectState } from './project-state.svelte.ts';

/** Tiles are made when they are asked for. */
export type LabelMatrix = { readonly tiles: LabelTiles; readonly grid: FrameGrid; readonly units: number };
export type WholeMatrix = Omit<UnitContent, 'isFaint'>;

/** How long labels stay as they are before all of them are looked through. */
const restMs = 150;
/** Of one turn: the window answers in between. */
const turnMs = 6;

export class LabelState {
  readonly #project: ProjectState;
  readonly #lengthSec: number;
  #made: { readonly labels: DocumentLabels; readonly grid: FrameGrid; readonly units: number } | null = null;
  #version = $state(0);
  #whole: { readonly version: number; readonly matrix: WholeMatrix } | null = $state.raw(null);
  #timer: ReturnType<typeof setTimeout> | undefined;

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
  matrix(): LabelMatrix {
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

  /** What of the matrix may be active in some frames, [first, end). Cost O(runs there), O(cells) at first. */
  runsWithin(first: number, end: number): WholeMatrix {
    const { tiles, grid, units } = this.matrix();
    const [from, to] = [
      Math.floor(first / tileFrames),
      Math.min(Math.ceil(end / tileFrames), tiles.tileCount),
    ];
    return { classes: tiles.classes().map((each) => unitRuns(tiles, each, units, from, to)), grid, units };
  }

  /**
   * All of it, for who paints it elsewhere: worked out piece by piece once labels rest, and told of then.
   * @returns null until that is done
   */
  whole(): WholeMatrix | null {
    const version = this.#version;
    const whole = this.#whole;
    if (whole?.version === version) return whole.matrix;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#lookThrough(version, []), restMs);
    return null;
  }

  #lookThrough(version: number, done: readonly UnitRuns[]): void {
    if (version !== this.#version) return;
    const { tiles, grid, units } = this.matrix();
    const classes = tiles.classes();
    const found = [...done];
    const startMs = performance.now();
    while (found.length < classes.length && performance.now() - startMs < turnMs) {
      found.push(unitRuns(tiles, classes[found.length]!, units, 0, tiles.tileCount));
    }
    if (found.length < classes.length) this.#timer = setTimeout(() => this.#lookThrough(version, found));
    else this.#whole = { version, matrix: { classes: found, grid, units } };
  }

  /** Which pitches may be active at a time. Cost of an answer O(classes). */
  pitchesAt(): (sec: number) => readonly number[] {
    const { tiles, grid, units } = this.matrix();
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
