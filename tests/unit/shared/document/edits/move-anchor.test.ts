import { describe, expect, it } from 'vitest';
import { alignmentEdit } from '../../../../../shared/document/alignment-result.ts';
import { singleOf } from '../../../../../shared/document/document-state.ts';
import type { DocumentState } from '../../../../../shared/document/document-state.ts';
import { addSegment, setAnchor } from '../../../../../shared/document/edits/edit-alignment.ts';
import { moveAnchor } from '../../../../../shared/document/edits/move-anchor.ts';
import { moveNotes } from '../../../../../shared/document/edits/move-notes.ts';
import { soundingNotes } from '../../../../../shared/document/note-times.ts';
import { recordOf } from '../../../../../shared/document/record-table.ts';
import type { Alignment } from '../../../../../shared/music/alignment.ts';
import { edited, toyDocument, toyScore } from '../../../../support/toy-documents.ts';

const score = toyScore(64);

/** Its first two seconds, played at half the tempo from 1 s on: two notes every half a second. */
const alignment: Alignment = {
  notes: score.notes.slice(0, 16).map(({ id, onsetSec, offsetSec }) => ({
    id,
    visit: 1,
    onsetSec: 1 + 2 * onsetSec,
    offsetSec: 1 + 2 * offsetSec,
    confidence: 0.5,
  })),
  unplayed: score.notes.slice(16).map(({ id }) => id),
  warp: [
    [0, 1],
    [1, 3],
    [2.25, 5.5],
  ],
  tuningCents: 0,
  transposeSemitones: 0,
  musicFromSec: 1,
  musicToSec: 5.5,
  doubtful: [],
};
const document = edited(
  toyDocument(64),
  (before) => alignmentEdit(before, alignment),
  (before) => setAnchor(before, { id: 'low', scoreSec: 0.5, audioSec: 2 }),
);

function onsets(of: DocumentState): readonly number[] {
  return [...new Set(soundingNotes(of).map(({ onsetSec }) => onsetSec))];
}

describe('moving an anchor', () => {
  it('[D23] bends notes and path in proportion up to its neighbours, and nothing beyond', () => {
    const before = edited(
      document,
      (of) => setAnchor(of, { id: 'a', scoreSec: 0.75, audioSec: 2.5 }),
      (of) => addSegment(of, 'locks', { id: 'l', fromSec: 3, toSec: 9 }),
    );
    const after = edited(before, (of) => moveAnchor(of, 'a', 2.75));
    expect(recordOf(after.anchors, 'a')).toEqual({ id: 'a', scoreSec: 0.75, audioSec: 2.75 });
    expect(onsets(before)).toEqual([1, 1.5, 2, 2.5, 3, 3.5, 4, 4.5]);
    expect(onsets(after)).toEqual([1, 1.5, 2, 2.75, 3, 3.5, 4, 4.5]);
    expect(singleOf(after, 'alignment')!.warp).toEqual(alignment.warp);
  });

  it('[D23] leaves a path that rises, which does not pass for one through the anchor', () => {
    const before = edited(document, (of) => setAnchor(of, { id: 'a', scoreSec: 1, audioSec: 3 }));
    for (const toSec of [2.01, 2.4, 3.2, 5]) {
      const after = edited(before, (of) => moveAnchor(of, 'a', toSec));
      const { warp } = singleOf(after, 'alignment')!;
      expect(warp[1]![1]).toBeCloseTo(toSec, 3);
      expect(Math.abs(warp[1]![1] - toSec)).toBeGreaterThan(1e-6);
      expect(warp.every(([, sec], index) => index === 0 || sec > warp[index - 1]![1])).toBe(true);
    }
  });

  it('[D23] takes along what follows an anchor at the very beginning', () => {
    const before = edited(
      toyDocument(8),
      (of) => alignmentEdit(of, { ...alignment, notes: alignment.notes.slice(0, 4), unplayed: [] }),
      (of) => setAnchor(of, { id: 'a', scoreSec: -1, audioSec: 0 }),
    );
    const after = edited(before, (of) => moveAnchor(of, 'a', 0.5));
    expect(onsets(after)[0]).toBeGreaterThan(onsets(before)[0]!);
  });

  it('[D23] never passes a neighbour, and leaves pinned notes where a person put them', () => {
    const before = edited(
      document,
      (of) => setAnchor(of, { id: 'a', scoreSec: 1, audioSec: 3 }),
      (of) => moveNotes(of, [{ noteId: 't1n6', visit: 1 }], { bySec: 0.1, bySemitones: 0 }),
    );
    const after = edited(before, (of) => moveAnchor(of, 'a', 0));
    expect(recordOf(after.anchors, 'a')?.audioSec).toBe(2.01);
    expect(recordOf(after.pins, 't1n6')).toEqual(recordOf(before.pins, 't1n6'));
  });
});
