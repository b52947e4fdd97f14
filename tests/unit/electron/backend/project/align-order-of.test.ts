import { describe, expect, it } from 'vitest';
import { alignOrderOf, mergeSpan } from '../../../../../electron/backend/project/align-order-of.ts';
import { alignmentEdit } from '../../../../../shared/document/alignment-result.ts';
import { setAnchor } from '../../../../../shared/document/edits/edit-alignment.ts';
import type { AlignedNote, Alignment } from '../../../../../shared/music/alignment.ts';
import { edited, toyDocument } from '../../../../support/toy-documents.ts';

const note = (id: string, onsetSec: number): AlignedNote => {
  return { id, visit: 1, onsetSec, offsetSec: onsetSec + 0.5, confidence: 1 };
};
const alignment = (notes: readonly AlignedNote[], shift: number): Alignment => ({
  notes,
  unplayed: [],
  warp: [0, 2, 4, 6].map((sec) => [sec, sec + shift] as const),
  tuningCents: shift,
  transposeSemitones: 0,
  musicFromSec: 0,
  musicToSec: 7,
  doubtful: [1, 3, 5].map((sec) => ({ fromSec: sec, toSec: sec + 0.5, reason: 'weak-evidence' as const })),
});
const ids = ['a', 'b', 'c', 'd', 'e'];
const previous = alignment(
  ids.map((id, index) => note(id, index)),
  0,
);

describe('a stretch that is aligned by itself', () => {
  it('[P20] changes between its ends alone, and loses no note', () => {
    // b is found at the end itself, c far outside, d not at all.
    const found = alignment([note('a', 0.3), note('b', 3), note('c', 9), note('e', 4.2)], 0.25);
    const merged = mergeSpan(previous, found, { fromSec: 1, toSec: 3 }, ids);
    expect(merged.notes.map(({ id, onsetSec }) => [id, onsetSec])).toEqual([
      ['a', 0],
      ['c', 2],
      ['b', 3],
      ['e', 4],
    ]);
    expect(merged.unplayed).toEqual(['d']);
    expect(merged.warp).toEqual([
      [0, 0],
      [2, 2.25],
      [4, 4],
      [6, 6],
    ]);
    expect(merged.doubtful.map(({ fromSec }) => fromSec)).toEqual([1, 3, 5]);
    expect(merged.tuningCents).toBe(0);
  });

  it('[P20] reaches to the anchors around it, and needs an alignment to begin with', () => {
    const document = toyDocument(4);
    const spanSec = { fromSec: 1.4, toSec: 1.6 };
    const asked = { aligner: 'chords', isPartial: true, spanSec } as const;
    expect(alignOrderOf(document, asked)).toMatchObject({ ok: false, error: { code: 'edit-refused' } });
    const aligned = edited(document, (now) =>
      alignmentEdit(now, alignment([note('t1n1', 0), note('t1n2', 1), note('t1n3', 2)], 0)),
    );
    const anchored = [1, 3].reduce(
      (now, sec) => edited(now, (each) => setAnchor(each, { id: `a${sec}`, scoreSec: sec, audioSec: sec })),
      aligned,
    );
    const order = alignOrderOf(anchored, asked);
    if (!order.ok) throw new Error(order.error.message);
    const { request, resultOf } = order.value;
    expect(request.pins.anchors).toEqual([
      [1, 1],
      [3, 3],
    ]);
    const merged = resultOf(alignment([note('t1n1', 0.1), note('t1n2', 1.1), note('t1n3', 2.1)], 0));
    expect(merged.notes.map(({ onsetSec }) => onsetSec)).toEqual([0, 1.1, 2.1]);
  });
});
