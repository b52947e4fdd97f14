import { describe, expect, it } from 'vitest';
import { alignmentEdit } from '../../../../shared/document/alignment-result.ts';
import { addSegment, judgeDoubts } from '../../../../shared/document/edits/edit-alignment.ts';
import { deleteNotes } from '../../../../shared/document/edits/delete-notes.ts';
import { soundingLookup } from '../../../../shared/document/note-times.ts';
import { recordOf, recordsOf } from '../../../../shared/document/record-table.ts';
import { edited, toyAlignment, toyDocument, valueOf } from '../../../support/toy-documents.ts';

const start = edited(toyDocument(8), (now) => alignmentEdit(now, toyAlignment(8)));

describe('an alignment as an edit', () => {
  it('[D11] the same alignment twice changes nothing', () => {
    expect(valueOf(alignmentEdit(start, toyAlignment(8))).patch).toEqual([]);
  });

  it('[D11] notes that sound within a locked stretch stay as they are', () => {
    const locked = edited(
      start,
      (now) => addSegment(now, 'locks', { id: 'l1', fromSec: 0.2, toSec: 0.5 }),
      (now) => alignmentEdit(now, toyAlignment(8, 1.3)),
    );
    const onsets = (id: string): number[] =>
      soundingLookup(locked)(recordOf(locked.notes, id)!).map(({ onsetSec }) => onsetSec);
    expect(onsets('t1n2')).toEqual([0.275]);
    expect(onsets('t1n3')).toEqual([0.65]);
    // Locked before anything was aligned: it keeps the times that it had then.
    const early = edited(
      toyDocument(8),
      (now) => addSegment(now, 'locks', { id: 'l1', fromSec: 0.2, toSec: 0.3 }),
      (now) => alignmentEdit(now, toyAlignment(8, 1.3)),
    );
    expect(recordOf(early.aligned, 't1n2')?.visits).toMatchObject([{ onsetSec: 0.25, offsetSec: 0.75 }]);
  });

  it('[D11] a judged doubt keeps its judgement where it is doubted again', () => {
    const alignment = toyAlignment(8);
    const judged = edited(start, (now) => judgeDoubts(now, ['doubt1'], 'accepted'));
    const again = edited(judged, (now) =>
      alignmentEdit(now, {
        ...alignment,
        doubtful: [
          { fromSec: 0, toSec: 0.4, reason: 'silence' },
          { fromSec: 0.55, toSec: 1, reason: 'weak-evidence' },
          { fromSec: 0.9, toSec: 1.8, reason: 'weak-evidence' },
        ],
      }),
    );
    expect([...recordsOf(again.doubts)].map(({ fromSec, state }) => [fromSec, state]).sort()).toEqual([
      [0, 'open'],
      [0.55, 'accepted'],
      [0.9, 'open'],
    ]);
    expect(edited(again, (now) => alignmentEdit(now, { ...alignment, doubtful: [] })).doubts.size).toBe(0);
  });

  it('[D11] what the aligner leaves out is not played; what a person left out stays so', () => {
    const alignment = toyAlignment(8);
    const without = {
      ...alignment,
      notes: alignment.notes.filter(({ id }) => id !== 't1n1'),
      unplayed: ['t1n1'],
    };
    const left = edited(
      start,
      (now) => deleteNotes(now, [{ noteId: 't1n4', visit: 2 }]),
      (now) => alignmentEdit(now, without),
    );
    expect(soundingLookup(left)(recordOf(left.notes, 't1n1')!)).toEqual([]);
    expect(recordOf(left.unplayed, 't1n4')).toEqual({ id: 't1n4', visits: [2], by: 'person' });
    const back = edited(left, (now) => alignmentEdit(now, alignment));
    expect(soundingLookup(back)(recordOf(back.notes, 't1n1')!)).toHaveLength(1);
  });
});
