import { describe, expect, it } from 'vitest';
import {
  addSegment,
  removeAnchors,
  removeSegments,
  setAnchor,
} from '../../../../../shared/document/edits/edit-alignment.ts';
import { recordsOf } from '../../../../../shared/document/record-table.ts';
import { edited, toyDocument, valueOf } from '../../../../support/toy-documents.ts';

const start = toyDocument(8);

describe('pins of the alignment', () => {
  it('[D18] anchors are set, moved and removed', () => {
    const set = edited(start, (now) => setAnchor(now, { id: 'a1', scoreSec: 1, audioSec: 1.2345678 }));
    expect([...recordsOf(set.anchors)]).toEqual([{ id: 'a1', scoreSec: 1, audioSec: 1.234568 }]);
    expect(valueOf(setAnchor(set, { id: 'a1', scoreSec: 1, audioSec: 2 })).name).toBe('Move an anchor');
    expect(edited(set, (now) => removeAnchors(now, ['a1'])).anchors.size).toBe(0);
    expect(removeAnchors(start, ['a1'])).toMatchObject({ ok: false });
  });

  it('[D18] stretches that touch become one', () => {
    const document = edited(
      start,
      (now) => addSegment(now, 'locks', { id: 'l1', fromSec: 0, toSec: 1 }),
      (now) => addSegment(now, 'locks', { id: 'l2', fromSec: 2, toSec: 3 }),
      (now) => addSegment(now, 'locks', { id: 'l3', fromSec: 5, toSec: 6 }),
      (now) => addSegment(now, 'locks', { id: 'l4', fromSec: 1, toSec: 2.5 }),
    );
    expect([...recordsOf(document.locks)].sort((a, b) => a.fromSec - b.fromSec)).toEqual([
      { id: 'l4', fromSec: 0, toSec: 3 },
      { id: 'l3', fromSec: 5, toSec: 6 },
    ]);
    expect(addSegment(start, 'skips', { id: 's', fromSec: 1, toSec: 1 })).toMatchObject({ ok: false });
    expect(valueOf(removeSegments(document, 'locks', ['l3', 'l4'])).name).toBe('Unlock 2 stretches');
  });
});
