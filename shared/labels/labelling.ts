/** Notes sorted into classes and laid over frames: all that a label matrix and its owners are made of. */
import type { ScorePart } from '../music/score-parts.ts';
import type { FrameGrid } from './frame-grid.ts';
import type { UnitSpans } from './label-class.ts';
import type { LabelSettings } from './label-settings.ts';
import { assertLabelSettings, noteSpans } from './note-spans.ts';
import type { NoteTimes } from './note-spans.ts';
import { paintedSpans } from './paint.ts';
import type { PaintedSpan, PaintRow } from './paint.ts';
import type { LabelClass, UnitTable } from './unit-table.ts';

/** What labels need of a score's note. */
export type NoteToLabel = NoteTimes & {
  readonly pitchMidi: number;
  /** Index into the parts. */
  readonly part: number;
};

export type LabelledNote = UnitSpans & {
  /** Index of the note in the list that was labelled. */
  readonly note: number;
  readonly onsetSec: number;
};

export type Labelling = {
  readonly grid: FrameGrid;
  readonly unitTable: UnitTable;
  /** For every class its notes, by onset. */
  readonly notesOfClass: readonly (readonly LabelledNote[])[];
  /** For every class what is painted over its notes, in the order in which it counts. */
  readonly paintOfClass: readonly (readonly PaintedSpan[])[];
  /** For every class the group of its paint, -1 for none. */
  readonly paintGroupOfClass: readonly number[];
};

/**
 * Classes are the (part, pitch) pairs of the notes that label at least one frame of the grid, and of paint
 * that forces on at least one, by part, then pitch. Cost O(notes log notes + paint).
 */
export function labelNotes(
  notes: readonly NoteToLabel[],
  parts: readonly Pick<ScorePart, 'instrumentKey' | 'decays'>[],
  settings: LabelSettings,
  grid: FrameGrid,
  paint: readonly PaintRow[] = [],
): Labelling {
  assertLabelSettings(settings);
  const byKey = new Map<number, LabelledNote[]>();
  notes.forEach((note, index) => {
    const spans = unitSpans(note, settings, grid);
    if (spans === null) return;
    const key = classKey(note);
    const ofClass = byKey.get(key);
    const labelled = { note: index, onsetSec: note.onsetSec, ...spans };
    if (ofClass === undefined) byKey.set(key, [labelled]);
    else ofClass.push(labelled);
  });
  const rows = new Map<number, PaintRow[]>();
  for (const row of paint) rows.set(classKey(row), [...(rows.get(classKey(row)) ?? []), row]);
  const painted = new Map([...rows].map(([key, ofClass]) => [key, paintedSpans(ofClass, grid)]));
  const paintedOn = [...painted.keys()].filter((key) =>
    painted.get(key)!.some((span) => addsCells(span, settings, grid)),
  );
  const keys = [...new Set([...byKey.keys(), ...paintedOn])].sort((a, b) => a - b);
  const classes = keys.map((key): LabelClass => {
    const { part, pitchMidi } = classOfKey(key);
    const { instrumentKey, decays } = parts[part]!;
    return { part, pitchMidi, instrumentKey, decays };
  });
  return {
    grid,
    unitTable: {
      unitCount: classes.length * settings.units + settings.freeUnits,
      unitsPerClass: settings.units,
      freeUnits: settings.freeUnits,
      classes,
    },
    notesOfClass: keys.map((key) => (byKey.get(key) ?? []).sort((a, b) => a.onsetSec - b.onsetSec)),
    paintOfClass: keys.map((key) => painted.get(key) ?? []),
    paintGroupOfClass: keys.map(
      (key) => rows.get(key)?.find(({ group }) => group !== undefined)?.group ?? -1,
    ),
  };
}

/** What a note allows of its class; null when that is no frame of the grid. */
export function unitSpans(note: NoteToLabel, settings: LabelSettings, grid: FrameGrid): UnitSpans | null {
  const spans = noteSpans(note, settings, grid);
  let first = Infinity;
  let last = -Infinity;
  for (const span of spans) {
    if (span === null) continue;
    first = Math.min(first, span.first);
    last = Math.max(last, span.last);
  }
  return last < 0 || first >= grid.frames ? null : { spans, first, last };
}

/** Whether paint makes a class where there is no note. */
export function addsCells(span: PaintedSpan, { units }: LabelSettings, grid: FrameGrid): boolean {
  return span.isOn && span.last >= 0 && span.first < grid.frames && (span.unit ?? 0) < units;
}

const pitches = 128;

/** Orders classes by part, then pitch. */
export function classKey({ part, pitchMidi }: { readonly part: number; readonly pitchMidi: number }): number {
  return part * pitches + pitchMidi;
}

export function classOfKey(key: number): { readonly part: number; readonly pitchMidi: number } {
  return { part: Math.floor(key / pitches), pitchMidi: key % pitches };
}
