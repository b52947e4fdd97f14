/** Notes sorted into classes and laid over frames: all that a label matrix and its owners are made of. */
import type { ScorePart } from '../music/score-parts.ts';
import type { FrameGrid, FrameSpan } from './frame-grid.ts';
import type { LabelSettings } from './label-settings.ts';
import { assertLabelSettings, noteSpans } from './note-spans.ts';
import type { NoteTimes } from './note-spans.ts';
import type { LabelClass, UnitTable } from './unit-table.ts';

/** What labels need of a score's note. */
export type NoteToLabel = NoteTimes & {
  readonly pitchMidi: number;
  /** Index into the parts. */
  readonly part: number;
};

export type LabelledNote = {
  /** Index of the note in the list that was labelled. */
  readonly note: number;
  readonly onsetSec: number;
  /** One per unit of the class; null where the note never reaches the unit. */
  readonly spans: readonly (FrameSpan | null)[];
  /** Over all units. */
  readonly first: number;
  readonly last: number;
};

export type Labelling = {
  readonly grid: FrameGrid;
  readonly unitTable: UnitTable;
  /** For every class its notes, by onset. */
  readonly notesOfClass: readonly (readonly LabelledNote[])[];
};

/**
 * Classes are the (part, pitch) pairs of the notes that label at least one frame of the grid, by part,
 * then pitch. Cost O(notes log notes).
 */
export function labelNotes(
  notes: readonly NoteToLabel[],
  parts: readonly Pick<ScorePart, 'instrumentKey' | 'decays'>[],
  settings: LabelSettings,
  grid: FrameGrid,
): Labelling {
  assertLabelSettings(settings);
  const byKey = new Map<number, LabelledNote[]>();
  notes.forEach((note, index) => {
    const spans = noteSpans(note, settings, grid);
    const reached = spans.filter((span) => span !== null);
    const first = Math.min(...reached.map((span) => span.first));
    const last = Math.max(...reached.map((span) => span.last));
    if (last < 0 || first >= grid.frames) return;
    const key = note.part * pitches + note.pitchMidi;
    const ofClass = byKey.get(key);
    const labelled = { note: index, onsetSec: note.onsetSec, spans, first, last };
    if (ofClass === undefined) byKey.set(key, [labelled]);
    else ofClass.push(labelled);
  });
  const keys = [...byKey.keys()].sort((a, b) => a - b);
  const classes = keys.map((key): LabelClass => {
    const part = Math.floor(key / pitches);
    const { instrumentKey, decays } = parts[part]!;
    return { part, pitchMidi: key % pitches, instrumentKey, decays };
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
  };
}

const pitches = 128;
