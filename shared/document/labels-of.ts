/** From a document to all that labels are made of, the same for window, service and trainer. */
import type { FrameGrid } from '../labels/frame-grid.ts';
import type { LabelSettings } from '../labels/label-settings.ts';
import { labelNotes } from '../labels/labelling.ts';
import type { Labelling, NoteToLabel } from '../labels/labelling.ts';
import type { PaintRow } from '../labels/paint.ts';
import { instrumentTraits } from '../music/score-parts.ts';
import type { InstrumentTraits } from '../music/score-parts.ts';
import { decayLookup } from './decay-lookup.ts';
import type { DocumentState } from './document-state.ts';
import { effectiveTolerance, methodTolerance } from './effective-tolerance.ts';
import type { AutoTolerance } from './effective-tolerance.ts';
import { classGroup, groupLookup, orderedGroups, orderedParts } from './note-groups.ts';
import { soundingLookup, soundingNotes } from './note-times.ts';
import type { Sounding } from './note-times.ts';
import { recordOf, recordsOf } from './record-table.ts';
import type { NoteRecord, PaintRecord } from './records.ts';

/** Plain data, fit for another process. */
export type LabelInput = {
  readonly soundings: readonly Sounding[];
  /** One for every sounding. */
  readonly notes: readonly NoteToLabel[];
  /** Parts in the order of the matrix. */
  readonly parts: readonly InstrumentTraits[];
  readonly paint: readonly PaintRow[];
  /** In order. */
  readonly groupIds: readonly string[];
  /** Index into groupIds for every sounding; -1 for the rest. */
  readonly groupOfNote: Int16Array;
};

/** Cost O(notes log notes). */
export function labelInputOf(
  document: DocumentState,
  settings: LabelSettings,
  auto: AutoTolerance = methodTolerance,
): LabelInput {
  const soundings = soundingNotes(document);
  const lookup = noteLabelLookup(document, settings, auto);
  const groupIds = orderedGroups(document).map(({ id }) => id);
  const indexOfGroup = new Map(groupIds.map((id, index) => [id, index]));
  const groupOf = groupLookup(document);
  const noteOf = (sounding: Sounding): NoteRecord => recordOf(document.notes, sounding.noteId)!;
  const rowOf = paintRowLookup(document);
  return {
    soundings,
    notes: soundings.map((sounding) => lookup(noteOf(sounding), sounding)),
    parts: orderedParts(document).map(({ program }) => instrumentTraits(program)),
    paint: [...recordsOf(document.paint)].sort((a, b) => (a.id < b.id ? -1 : 1)).map(rowOf),
    groupIds,
    groupOfNote: Int16Array.from(
      soundings,
      (sounding) => indexOfGroup.get(groupOf(noteOf(sounding)) ?? '') ?? -1,
    ),
  };
}

/** The labels of a document over the frames of a grid: rasterise them, or ask for tiles. */
export function labelsOf(
  document: DocumentState,
  settings: LabelSettings,
  grid: FrameGrid,
  auto: AutoTolerance = methodTolerance,
): Labelling {
  const { notes, parts, paint } = labelInputOf(document, settings, auto);
  return labelNotes(notes, parts, settings, grid, paint);
}

/** Every sounding of one note, ready to be labelled. Cost O(1) each, once the lookup is made. */
export function labelledVisits(
  document: DocumentState,
  settings: LabelSettings,
  auto: AutoTolerance,
): (note: NoteRecord) => readonly NoteToLabel[] {
  const soundings = soundingLookup(document);
  const lookup = noteLabelLookup(document, settings, auto);
  return (note) => soundings(note).map((sounding) => lookup(note, sounding));
}

/** With the group that gets what is painted where its class has no note. */
export function paintRowLookup(document: DocumentState): (record: PaintRecord) => PaintRow {
  const indexOfPart = partIndices(document);
  const groupIds = orderedGroups(document).map(({ id }) => id);
  return ({ partId, pitchMidi, unit, runs }) => {
    const part = recordOf(document.parts, partId)!;
    const group = groupIds.indexOf(classGroup(document, part, pitchMidi) ?? '');
    return { part: indexOfPart.get(partId)!, pitchMidi, unit, runs, group };
  };
}

function noteLabelLookup(
  document: DocumentState,
  settings: LabelSettings,
  auto: AutoTolerance,
): (note: NoteRecord, sounding: Sounding) => NoteToLabel {
  const indexOfPart = partIndices(document);
  const groupOf = groupLookup(document);
  const decays = decayLookup(document);
  return (note, { onsetSec, offsetSec, pitchMidi, confidence }) => {
    const automatic = auto({ confidence, decays: decays(note.partId) }, settings);
    const { toleranceOnsetSec, toleranceSustainSec } = effectiveTolerance(
      document,
      note.id,
      groupOf(note),
      automatic,
    );
    const part = indexOfPart.get(note.partId) ?? 0;
    return { part, pitchMidi, onsetSec, offsetSec, toleranceOnsetSec, toleranceSustainSec };
  };
}

function partIndices(document: DocumentState): ReadonlyMap<string, number> {
  return new Map(orderedParts(document).map(({ id }, index) => [id, index]));
}
