/** The label matrix of a document that is being edited: follows every patch, and makes only tiles that changed. */
import type { FrameGrid } from '../labels/frame-grid.ts';
import type { LabelSettings, ToleranceSec } from '../labels/label-settings.ts';
import { LabelTiles } from '../labels/label-tiles.ts';
import type { NoteToLabel } from '../labels/labelling.ts';
import type { DocumentState } from './document-state.ts';
import { methodTolerance } from './effective-tolerance.ts';
import type { AutoTolerance } from './effective-tolerance.ts';
import { labelledVisits, paintRowLookup } from './labels-of.ts';
import { groupLookup } from './note-groups.ts';
import type { Patch } from './patch.ts';
import { recordOf, recordsOf } from './record-table.ts';
import type { NoteRecord } from './records.ts';

/** Settings and grid are for life: other ones make another matrix. */
export class DocumentLabels {
  readonly tiles: LabelTiles;
  readonly #settings: LabelSettings;
  readonly #auto: AutoTolerance;
  readonly #visits = new Map<string, readonly NoteToLabel[]>();
  #document: DocumentState;

  /** Cost O(notes); no tile is made. */
  constructor(
    document: DocumentState,
    settings: LabelSettings,
    grid: FrameGrid,
    auto: AutoTolerance = methodTolerance,
  ) {
    this.tiles = new LabelTiles(settings, grid);
    this.#settings = settings;
    this.#auto = auto;
    this.#document = document;
    this.#setNotes(recordsOf(document.notes));
    this.#setPaint([...recordsOf(document.paint)].map(({ id }) => id));
  }

  /**
   * @param document what the patch made of the document that was followed so far
   * Cost O(1) for each note that the patch touches; O(notes) for what concerns all of them.
   */
  follow(document: DocumentState, patch: Patch): void {
    const before = this.#document;
    this.#document = document;
    const touched = touchedNotes(before, document, patch);
    if (touched === 'all') {
      this.#setPaint([...recordsOf(document.paint)].map(({ id }) => id));
      this.#setNotes(recordsOf(document.notes));
    } else {
      this.#setNotes([...touched].flatMap((id) => recordOf(document.notes, id) ?? []));
    }
    for (const { table, id, after } of patch) {
      if (table === 'notes' && after === null) this.#setVisits(id, []);
    }
    this.#setPaint(patch.filter(({ table }) => table === 'paint').map(({ id }) => id));
  }

  #setNotes(notes: Iterable<NoteRecord>): void {
    const visitsOf = labelledVisits(this.#document, this.#settings, this.#auto);
    for (const note of notes) this.#setVisits(note.id, visitsOf(note));
  }

  #setVisits(id: string, visits: readonly NoteToLabel[]): void {
    const before = this.#visits.get(id) ?? [];
    if (
      before.length === visits.length &&
      visits.every((visit, index) => sameLabels(visit, before[index]!))
    ) {
      return;
    }
    this.#visits.set(id, visits);
    this.tiles.setNote(id, visits);
  }

  #setPaint(ids: readonly string[]): void {
    if (ids.length === 0) return;
    const rowOf = paintRowLookup(this.#document);
    for (const id of ids) {
      const record = recordOf(this.#document.paint, id);
      this.tiles.setPaint(id, record === undefined ? null : rowOf(record));
    }
  }
}

function sameLabels(a: NoteToLabel, b: NoteToLabel): boolean {
  return (
    a.onsetSec === b.onsetSec &&
    a.offsetSec === b.offsetSec &&
    a.pitchMidi === b.pitchMidi &&
    a.part === b.part &&
    sameSides(a.toleranceOnsetSec, b.toleranceOnsetSec) &&
    sameSides(a.toleranceSustainSec, b.toleranceSustainSec)
  );
}

function sameSides(a: ToleranceSec | undefined, b: ToleranceSec | undefined): boolean {
  return a === b || (a?.before === b?.before && a?.after === b?.after);
}

/** Notes whose labels a patch may have changed. */
function touchedNotes(
  before: DocumentState,
  after: DocumentState,
  patch: Patch,
): ReadonlySet<string> | 'all' {
  const notes = new Set<string>();
  for (const change of patch) {
    switch (change.table) {
      case 'notes':
      case 'aligned':
      case 'pins':
      case 'unplayed':
      case 'assignments':
        notes.add(change.id);
        break;
      case 'tolerances':
        if (!change.id.startsWith('note:')) return 'all';
        notes.add(change.id.slice('note:'.length));
        break;
      case 'single':
        if (change.id === 'alignment' || change.id === 'score') return 'all';
        break;
      case 'parts':
        return 'all';
      case 'groups':
        for (const id of regrouped(before, after)) notes.add(id);
        break;
      // What else there is has no say in labels.
      default:
    }
  }
  return notes;
}

function regrouped(before: DocumentState, after: DocumentState): readonly string[] {
  const [was, is] = [groupLookup(before), groupLookup(after)];
  return [...recordsOf(after.notes)].filter((note) => was(note) !== is(note)).map(({ id }) => id);
}
