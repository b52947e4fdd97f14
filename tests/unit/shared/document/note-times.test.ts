import { describe, expect, it } from 'vitest';
import { alignmentEdit } from '../../../../shared/document/alignment-result.ts';
import { deleteNotes } from '../../../../shared/document/edits/delete-notes.ts';
import { drawNote } from '../../../../shared/document/edits/draw-notes.ts';
import { edit } from '../../../../shared/document/edits/edit.ts';
import { moveNotes } from '../../../../shared/document/edits/move-notes.ts';
import { unpinNotes } from '../../../../shared/document/edits/trim-notes.ts';
import type { DocumentState } from '../../../../shared/document/document-state.ts';
import { soundingLookup, soundingNotes } from '../../../../shared/document/note-times.ts';
import { changeOf } from '../../../../shared/document/patch.ts';
import { recordOf } from '../../../../shared/document/record-table.ts';
import type { WarpPoint } from '../../../../shared/music/alignment.ts';
import { edited, toyAlignment, toyDocument } from '../../../support/toy-documents.ts';

const start = toyDocument(8);

function timesOf(
  document: DocumentState,
  id: string,
): [visit: number, onset: number, offset: number, from: string][] {
  return soundingLookup(document)(recordOf(document.notes, id)!).map(
    ({ visit, onsetSec, offsetSec, from }) => [
      visit,
      Math.round(onsetSec * 1000) / 1000,
      Math.round(offsetSec * 1000) / 1000,
      from,
    ],
  );
}

function warped(warp: readonly WarpPoint[], transposeSemitones = 0): DocumentState {
  return edited(start, (now) =>
    edit(
      'Warp',
      changeOf(now, 'single', 'alignment', {
        id: 'alignment',
        warp,
        tuningCents: 0,
        transposeSemitones,
        musicFromSec: 0,
        musicToSec: 10,
      }),
    ),
  );
}

describe('sounding times', () => {
  it('[D6] without an alignment score time is the time of the recording', () => {
    expect(timesOf(start, 't1n3')).toEqual([[1, 0.5, 1, 'score']]);
    expect(
      soundingNotes(start)
        .map(({ noteId }) => noteId)
        .slice(0, 3),
    ).toEqual(['t1n1', 't2n1', 't1n2']);
    expect(soundingNotes(start)[0]?.confidence).toBeNull();
  });

  it('[D6] notes follow the warp, beyond its ends too', () => {
    const document = warped([
      [0.25, 1.5],
      [0.75, 2.5],
    ]);
    expect(timesOf(document, 't1n2')).toEqual([[1, 1.5, 2.5, 'warp']]);
    expect(timesOf(document, 't1n1')).toEqual([[1, 1, 2, 'warp']]);
    expect(timesOf(document, 't1n4')).toEqual([[1, 2.5, 3.5, 'warp']]);
  });

  it('[D7] a repeated stretch sounds twice, one that is left out never', () => {
    const repeated = warped([
      [0, 0],
      [0.5, 0.5],
      [0.25, 0.5008],
      [1.25, 1.5],
    ]);
    expect(timesOf(repeated, 't1n1')).toEqual([[1, 0, 0.5, 'warp']]);
    expect(timesOf(repeated, 't1n2').map(([visit, onset]) => [visit, onset])).toEqual([
      [1, 0.25],
      [2, 0.501],
    ]);
    // At the end of the first stretch, and within the second: it sounds there, once.
    expect(timesOf(repeated, 't1n3').map(([visit, onset]) => [visit, onset])).toEqual([[1, 0.751]]);
    const cut = warped([
      [0, 0],
      [0.2, 0.2],
      [0.5, 0.2008],
      [1.25, 1],
    ]);
    expect(timesOf(cut, 't1n2')).toEqual([]);
    expect(timesOf(cut, 't1n3').map(([visit, onset]) => [visit, onset])).toEqual([[1, 0.201]]);
  });

  it('[D6] what the aligner says of a note counts before the warp, with its confidence', () => {
    const document = edited(start, (now) => alignmentEdit(now, toyAlignment(8, 2)));
    expect(timesOf(document, 't1n2')).toEqual([[1, 0.5, 1.5, 'aligner']]);
    expect(soundingNotes(document).every(({ confidence }) => confidence === 0.8)).toBe(true);
  });

  it('[D8] what a person moved or drew is pinned, and survives every alignment', () => {
    const document = edited(
      start,
      (now) => moveNotes(now, [{ noteId: 't1n2', visit: 1 }], { bySec: 0.1, bySemitones: 0 }),
      (now) =>
        drawNote(now, { id: 'd1', partId: 'p1', pitchMidi: 60, velocity: 64, onsetSec: 0.7, offsetSec: 0.9 }),
      (now) => alignmentEdit(now, toyAlignment(8, 1.1)),
      (now) => alignmentEdit(now, toyAlignment(8, 1.15)),
    );
    expect(timesOf(document, 't1n2')).toEqual([[1, 0.35, 0.85, 'person']]);
    expect(timesOf(document, 'd1')).toEqual([[1, 0.7, 0.9, 'person']]);
    expect(timesOf(document, 't1n1')[0]?.[3]).toBe('aligner');
    const again = edited(document, (now) => unpinNotes(now, ['t1n2']));
    expect(timesOf(again, 't1n2')[0]).toEqual([1, 0.288, 0.863, 'aligner']);
  });

  it('[D8] one visit of a repeated note is pinned or deleted by itself', () => {
    const aligned = edited(start, (now) => alignmentEdit(now, toyAlignment(8)));
    expect(timesOf(aligned, 't1n4')).toHaveLength(2);
    const moved = edited(aligned, (now) =>
      moveNotes(now, [{ noteId: 't1n4', visit: 2 }], { bySec: 0.05, bySemitones: 0 }),
    );
    expect(timesOf(moved, 't1n4').map(([visit, , , from]) => [visit, from])).toEqual([
      [1, 'aligner'],
      [2, 'person'],
    ]);
    const deleted = edited(
      moved,
      (now) => deleteNotes(now, [{ noteId: 't1n4', visit: 2 }]),
      (now) => alignmentEdit(now, toyAlignment(8, 1.2)),
    );
    expect(timesOf(deleted, 't1n4')).toEqual([[1, 0.9, 1.5, 'aligner']]);
  });

  it('[D9] the score’s notes sound as the recording is transposed, drawn ones as drawn', () => {
    const document = edited(
      warped(
        [
          [0, 0],
          [1, 1],
        ],
        -2,
      ),
      (now) =>
        drawNote(now, { id: 'd1', partId: 'p1', pitchMidi: 60, velocity: 64, onsetSec: 0.7, offsetSec: 0.9 }),
    );
    const lookup = soundingLookup(document);
    expect(lookup(recordOf(document.notes, 't1n1')!)[0]?.pitchMidi).toBe(38);
    expect(lookup(recordOf(document.notes, 'd1')!)[0]?.pitchMidi).toBe(60);
    expect(lookup({ ...recordOf(document.notes, 't1n1')!, pitchMidi: 1 })).toEqual([]);
  });
});
