/** What people do to a large document, at random places. */
import type { DocumentState } from '../../../shared/document/document-state.ts';
import { deleteNotes } from '../../../shared/document/edits/delete-notes.ts';
import { drawNote } from '../../../shared/document/edits/draw-notes.ts';
import { assignNotes } from '../../../shared/document/edits/edit-groups.ts';
import type { Edit } from '../../../shared/document/edits/edit.ts';
import { moveNotes } from '../../../shared/document/edits/move-notes.ts';
import { paintCells } from '../../../shared/document/edits/paint-cells.ts';
import { setTolerance } from '../../../shared/document/edits/set-tolerance.ts';
import { trimNotes } from '../../../shared/document/edits/trim-notes.ts';
import { setChannels } from '../../../shared/document/edits/edit-mix.ts';
import type { Result } from '../../../shared/std/result.ts';
import type { Rng } from '../../../shared/std/rng.ts';

type BenchEdit = (document: DocumentState, rng: Rng, index: number) => Result<Edit>;

/** Of the document's notes, left (t2) and right (t1), of which no more than these are ever deleted. */
export const benchNotes = 10_000;
const deleted = 1000;

function someNote(rng: Rng): string {
  return noteId(deleted + rng.nextInt(benchNotes - deleted));
}

function noteId(index: number): string {
  return `t${(index % 2) + 1}n${Math.floor(index / 2) + 1}`;
}

export const benchEdits = {
  'move a note': (document, rng) =>
    moveNotes(document, [{ noteId: someNote(rng), visit: null }], {
      bySec: 0.1 * rng.nextNormal() + 0.01,
      bySemitones: 0,
    }),
  'trim a note': (document, rng) =>
    trimNotes(document, [{ noteId: someNote(rng), visit: null }], { onsetSec: -0.1, offsetSec: 0.1 }),
  'tolerance of a note': (document, rng) =>
    setTolerance(document, { kind: 'notes', ids: [someNote(rng)] }, { onsetBeforeSec: rng.nextFloat() }),
  'assign a note': (document, rng) =>
    assignNotes(document, [someNote(rng)], ['rest', 'g1', 'g2'][rng.nextInt(3)]!),
  'paint a stroke': (document, rng) => {
    const fromSec = 290 * rng.nextFloat();
    const stroke = {
      partId: 'p1',
      pitchMidi: 40 + rng.nextInt(48),
      unit: null,
      fromSec,
      toSec: fromSec + 0.3,
    };
    return paintCells(document, [stroke], 'on');
  },
  'draw a note': (document, rng, index) => {
    const onsetSec = 290 * rng.nextFloat();
    const pitchMidi = 40 + rng.nextInt(48);
    const drawn = {
      id: `d${index}`,
      partId: 'p1',
      pitchMidi,
      velocity: 64,
      onsetSec,
      offsetSec: onsetSec + 0.4,
    };
    return drawNote(document, drawn);
  },
  'delete a note': (document, _rng, index) =>
    deleteNotes(document, [{ noteId: noteId(Math.floor(index / 9)), visit: null }]),
  'change the mix': (document, rng) => setChannels(document, ['g1'], { gainDb: -20 * rng.nextFloat() }),
  'move 100 notes': (document, rng) =>
    moveNotes(
      document,
      Array.from({ length: 100 }, () => ({ noteId: someNote(rng), visit: null })),
      { bySec: 0.01 + 0.01 * rng.nextFloat(), bySemitones: 0 },
    ),
} as const satisfies Record<string, BenchEdit>;

export type EditKind = keyof typeof benchEdits;
