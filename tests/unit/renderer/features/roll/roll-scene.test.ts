import { describe, expect, it } from 'vitest';
import { audibleGroups, shownSegments } from '../../../../../renderer/features/roll/roll-scene.ts';
import { orderedGroups } from '../../../../../shared/document/note-groups.ts';
import { addSegment } from '../../../../../shared/document/edits/edit-alignment.ts';
import { edited, toyDocument } from '../../../../support/toy-documents.ts';

const document = toyDocument(8);
const silent = { gainDb: 0, pan: 0, isMuted: false, isSoloed: false };

describe('what the roll shows beside notes', () => {
  it('[U10] groups that do not sound are faint, the rest among them', () => {
    const groups = orderedGroups(document);
    expect(audibleGroups(groups, (id) => ({ id, ...silent }))).toBeNull();
    expect(audibleGroups(groups, (id) => ({ id, ...silent, isSoloed: id === 'g2' }))).toEqual(new Set([1]));
    expect(audibleGroups(groups, (id) => ({ id, ...silent, isMuted: id === 'g1' }))).toEqual(
      new Set([1, -1]),
    );
  });

  it('[U10] locked and skipped stretches are shown as such', () => {
    const marked = edited(
      document,
      (before) => addSegment(before, 'locks', { id: 's1', fromSec: 0, toSec: 1 }),
      (before) => addSegment(before, 'skips', { id: 's2', fromSec: 1.2, toSec: 1.5 }),
    );
    expect(shownSegments(marked).map(({ look, fromSec }) => [look, fromSec])).toEqual([
      ['lock', 0],
      ['skip', 1.2],
    ]);
  });
});
