import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { documentText } from '../../../../shared/document/canonical-json.ts';
import { moveNotes } from '../../../../shared/document/edits/move-notes.ts';
import { setMarker } from '../../../../shared/document/edits/edit-timeline.ts';
import { deleteNotes } from '../../../../shared/document/edits/delete-notes.ts';
import {
  beginGesture,
  extendGesture,
  patchBetween,
  rebaseGesture,
  replaceGesture,
} from '../../../../shared/document/gesture.ts';
import { commitEdit, historyOf, undo } from '../../../../shared/document/history.ts';
import { applyPatch } from '../../../../shared/document/patch.ts';
import { editOf, edited, someSeeds, toyDocument, valueOf } from '../../../support/toy-documents.ts';

const start = toyDocument(8);
const drag = (bySec: number): ReturnType<typeof moveNotes> =>
  moveNotes(start, [{ noteId: 't1n2', visit: 1 }], { bySec, bySemitones: 0 });

describe('gestures', () => {
  it('[H10] however many moves it has, a gesture is one patch and one entry of the history', () => {
    fc.assert(
      fc.property(someSeeds, (seeds) => {
        let gesture = beginGesture(start);
        for (const seed of seeds) {
          const made = editOf(gesture.document, seed);
          const next = made.ok ? extendGesture(gesture, made.value.patch) : made;
          if (next.ok) gesture = next.value;
        }
        if (gesture.patch.length === 0) return;
        const { history } = valueOf(commitEdit(historyOf(start), 'Gesture', gesture.patch));
        expect(documentText(history.document)).toBe(documentText(gesture.document));
        expect(history.done).toHaveLength(1);
        expect(documentText(valueOf(undo(history)).history.document)).toBe(documentText(start));
        expect(gesture.marked).toBe(start);
      }),
      { numRuns: 40 },
    );
  });

  it('[H10] a move from the mark takes the place of those before', () => {
    let gesture = beginGesture(start);
    for (const bySec of [0.1, 0.2, 0.3])
      gesture = valueOf(replaceGesture(gesture, valueOf(drag(bySec)).patch));
    expect(gesture.patch).toEqual(valueOf(drag(0.3)).patch);
    expect(valueOf(replaceGesture(gesture, [])).document).toEqual(start);
  });

  it('[H10] between two moves from the mark lies a patch that touches what either does', () => {
    const one = valueOf(
      moveNotes(start, [{ noteId: 't1n2', visit: 1 }], { bySec: 0.1, bySemitones: 2 }),
    ).patch;
    const two = valueOf(drag(0.2)).patch;
    const [first, second] = [one, two].map((patch) => valueOf(applyPatch(start, patch)));
    expect(valueOf(applyPatch(first!, patchBetween(one, two)))).toEqual(second);
    expect(valueOf(applyPatch(second!, patchBetween(two, one)))).toEqual(first);
    expect(patchBetween(one, one)).toEqual([]);
  });

  it('[H10] a move that is not possible leaves the gesture as it was', () => {
    const gesture = valueOf(replaceGesture(beginGesture(start), valueOf(drag(0.1)).patch));
    const note = { id: 'x', partId: 'p1', pitchMidi: 60, velocity: 1, origin: 'drawn', score: null } as const;
    const refused = extendGesture(gesture, [{ table: 'notes', id: 'x', before: null, after: note }]);
    expect(refused).toMatchObject({ ok: false, error: { code: 'edit-refused' } });
  });

  it('[H11] a gesture goes on over what others did, or is said to conflict', () => {
    const gesture = valueOf(replaceGesture(beginGesture(start), valueOf(drag(0.1)).patch));
    const other = edited(start, (now) => setMarker(now, { id: 'm', atSec: 1, name: 'M' }));
    const rebased = valueOf(rebaseGesture(gesture, other));
    expect([rebased.document.markers.size, rebased.document.pins.size]).toEqual([1, 1]);
    expect(rebased.marked).toBe(other);
    const gone = edited(start, (now) => deleteNotes(now, [{ noteId: 't1n2', visit: null }]));
    expect(rebaseGesture(gesture, gone)).toMatchObject({ ok: false });
  });
});
