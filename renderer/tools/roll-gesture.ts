/**
 * What a drag on the roll does: an object that says, for every place the pointer gets to, what would be were
 * it released there. The roll shows that, keeps it on release, and forgets it on Escape.
 */
import type { Edit } from '../../shared/document/edits/edit.ts';
import type { DocumentState } from '../../shared/document/document-state.ts';
import type { Result } from '../../shared/std/result.ts';
import type { AudioBeat } from '../canvas/beat-grid.ts';
import { snapToBeat } from '../canvas/beat-grid.ts';
import type { RollRectangle } from '../canvas/hit-test.ts';
import type { NoteLayout, RollNote } from '../canvas/roll-note.ts';

/** A place on the roll. */
export type RollPoint = {
  readonly sec: number;
  /** Continuous; the lane of key k reaches half a semitone to both sides. */
  readonly pitch: number;
};

export type Modifiers = { readonly shift: boolean; readonly alt: boolean; readonly mod: boolean };

/** What was there when the pointer went down. */
export type RollScene = {
  readonly document: DocumentState;
  readonly layout: NoteLayout;
  readonly selected: ReadonlySet<string>;
  readonly beats: readonly AudioBeat[];
  readonly isSnapping: boolean;
  readonly lengthSec: number;
  /** How near counts as at: the time that a few pixels take. */
  readonly reachSec: number;
  readonly newId: () => string;
};

export type RollGesture =
  | {
      readonly kind: 'edit';
      editAt(point: RollPoint, keys: Modifiers): Result<Edit>;
      /** Keys of soundings to select on release. */
      readonly selects?: readonly string[];
    }
  | {
      readonly kind: 'select';
      rectangleAt(point: RollPoint): RollRectangle;
      selectionAt(point: RollPoint): ReadonlySet<string>;
    }
  | {
      readonly kind: 'lasso';
      cornersAt(point: RollPoint): readonly (readonly [atSec: number, pitchMidi: number])[];
    };

/** Fractions of a beat that times snap to. */
const divisions = 4;

/** The time, or the part of a beat that is within reach of it. */
export function snapped(scene: RollScene, sec: number, keys: Modifiers): number {
  if (!scene.isSnapping || keys.shift) return sec;
  const beat = snapToBeat(scene.beats, sec, divisions);
  return Math.abs(beat - sec) <= scene.reachSec ? beat : sec;
}

/** The selected notes when `note` is one of them, else it alone. */
export function grasped(scene: RollScene, note: RollNote): readonly RollNote[] {
  if (!scene.selected.has(note.key)) return [note];
  return scene.layout.notes.filter(({ key }) => scene.selected.has(key));
}
