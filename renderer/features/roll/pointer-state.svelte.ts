/** The pointer over the roll: what it is over, and the gesture that it is in. */
import { hitNote } from '../../canvas/hit-test.ts';
import type { NoteHit, RollRectangle } from '../../canvas/hit-test.ts';
import { leastUnitLanePx } from '../../canvas/paint-units.ts';
import type { RollNote } from '../../canvas/roll-note.ts';
import { xToTime, yToPitch } from '../../canvas/roll-view.ts';
import { beginRollGesture, cursorOf } from '../../tools/begin-gesture.ts';
import type { Modifiers, RollGesture, RollPoint, RollScene } from '../../tools/roll-gesture.ts';
import { labelBasis } from '../../state/label-basis.ts';
import type { Workspace } from '../../state/workspace.svelte.ts';

/** A press that moves less than this is a click. */
export const dragPx = 3;
const snapPx = 8;

type Pressed = {
  readonly gesture: RollGesture;
  readonly scene: RollScene;
  readonly hit: NoteHit | null;
  readonly x: number;
  readonly y: number;
  readonly name: string;
  isDragging: boolean;
};

export type PointerPlace = { readonly x: number; readonly y: number; readonly keys: Modifiers };

export class PointerState {
  readonly #workspace: Workspace;
  hover: NoteHit | null = $state.raw(null);
  marquee: RollRectangle | null = $state.raw(null);
  lasso: readonly (readonly [number, number])[] = $state.raw([]);
  #pressed: Pressed | null = $state.raw(null);

  /** A note was clicked by itself. */
  onNote: (note: RollNote) => void = () => {};

  constructor(workspace: Workspace) {
    this.#workspace = workspace;
  }

  get isPressed(): boolean {
    return this.#pressed !== null;
  }

  get cursor(): string {
    const isMoving = this.#pressed?.isDragging === true && this.#pressed.hit?.zone === 'body';
    return isMoving ? 'grabbing' : cursorOf(this.#workspace.roll.tool, this.hover);
  }

  scene(): RollScene {
    const { project, roll, beats, lengthSec } = this.#workspace;
    return {
      document: project.document,
      layout: project.layout,
      selected: project.selected,
      beats,
      isSnapping: roll.isSnapping,
      lengthSec,
      reachSec: snapPx / roll.view.pxPerSec,
      newId: () => `n${crypto.randomUUID().replaceAll('-', '')}`,
    };
  }

  pointAt({ x, y }: Pick<PointerPlace, 'x' | 'y'>): RollPoint {
    const { view } = this.#workspace.roll;
    return { sec: xToTime(view, x), pitch: yToPitch(view, y) };
  }

  move(place: PointerPlace): void {
    const pressed = this.#pressed;
    if (pressed === null) {
      this.hover = this.#hitAt(place);
      return;
    }
    if (!pressed.isDragging) {
      if (Math.hypot(place.x - pressed.x, place.y - pressed.y) < dragPx) return;
      pressed.isDragging = true;
      if (pressed.gesture.kind === 'edit') this.#workspace.project.beginGesture();
    }
    this.#shape(pressed, place);
  }

  press(place: PointerPlace): void {
    const { roll, groups, focusedStrip } = this.#workspace;
    const hit = this.#hitAt(place);
    const scene = this.scene();
    const point = this.pointAt(place);
    const group = groups.some(({ id }) => id === focusedStrip) ? focusedStrip : null;
    const gesture = beginRollGesture(scene, {
      tool: roll.tool,
      point,
      keys: place.keys,
      hit,
      hopSec: labelBasis(scene.document).hopSec,
      units: this.#shownUnits(),
      group,
    });
    this.#pressed = { gesture, scene, hit, x: place.x, y: place.y, name: '', isDragging: false };
    // Brush and pencil leave something where they touch, without a drag.
    const isImmediate = gesture.kind === 'edit' && (hit === null || ['paint', 'erase'].includes(roll.tool));
    if (!isImmediate) return;
    this.#pressed.isDragging = true;
    this.#workspace.project.beginGesture();
    this.#shape(this.#pressed, place);
  }

  release(place: PointerPlace): void {
    const pressed = this.#pressed;
    if (pressed === null) return;
    this.#pressed = null;
    const { project } = this.#workspace;
    const { gesture } = pressed;
    if (!pressed.isDragging) this.#click(pressed, place.keys);
    else if (gesture.kind === 'edit') {
      const edit = gesture.editAt(this.pointAt(place), place.keys);
      const hasChanged = project.endGesture(edit.ok ? edit.value.name : '');
      if (hasChanged && gesture.selects !== undefined) project.select(gesture.selects);
    } else if (gesture.kind === 'lasso' && this.lasso.length > 2) {
      this.#workspace.roll.lassoed = this.lasso;
    }
    this.marquee = null;
    this.lasso = [];
    this.hover = this.#hitAt(place);
  }

  /** Escape, or the system took the pointer away: as if nothing had been. @returns whether there was a gesture */
  cancel(): boolean {
    const pressed = this.#pressed;
    if (pressed === null) return false;
    this.#pressed = null;
    this.marquee = null;
    this.lasso = [];
    this.#workspace.project.cancelGesture();
    if (pressed.gesture.kind === 'select') this.#workspace.project.select(pressed.scene.selected);
    return true;
  }

  leave(): void {
    if (this.#pressed === null) this.hover = null;
  }

  #shape({ gesture }: Pressed, place: PointerPlace): void {
    const { project } = this.#workspace;
    const point = this.pointAt(place);
    switch (gesture.kind) {
      case 'edit':
        return project.shapeGesture(gesture.editAt(point, place.keys));
      case 'select':
        this.marquee = gesture.rectangleAt(point);
        return project.select(gesture.selectionAt(point));
      case 'lasso':
        this.lasso = [...gesture.cornersAt(point)];
    }
  }

  #click({ hit }: Pressed, { shift, mod }: Modifiers): void {
    const { project } = this.#workspace;
    if (hit === null) {
      if (!shift && !mod) project.select([]);
      return;
    }
    const { key } = hit.note;
    const selected = new Set(project.selected);
    if (!shift && !mod) {
      this.onNote(hit.note);
      return project.select([key]);
    }
    if (selected.has(key)) selected.delete(key);
    else selected.add(key);
    project.select(selected);
  }

  /** Single units are painted where they are seen. */
  #shownUnits(): number | null {
    const { project, roll } = this.#workspace;
    const isSeen = roll.showsUnits && roll.view.pxPerPitch >= leastUnitLanePx;
    return isSeen ? project.basis.settings.units : null;
  }

  #hitAt({ x, y }: PointerPlace): NoteHit | null {
    const { project, roll } = this.#workspace;
    return hitNote(roll.view, project.layout, x, y, {
      hasOpenHalo: ({ key }) => roll.tool === 'tolerance' || (roll.showsHalos && project.selected.has(key)),
      isSelected: ({ key }) => project.selected.has(key),
    });
  }
}
