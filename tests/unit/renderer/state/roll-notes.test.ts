import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { followRollNotes, rollNotes } from '../../../../renderer/state/roll-notes.ts';
import { applyPatch } from '../../../../shared/document/patch.ts';
import { setTolerance } from '../../../../shared/document/edits/set-tolerance.ts';
import { alignmentEdit } from '../../../../shared/document/alignment-result.ts';
import { edited, editOf, someSeeds, toyAlignment, toyDocument } from '../../../support/toy-documents.ts';
import { toyBasis } from '../../../support/roll-scene.ts';

describe('notes of the roll', () => {
  it('[U10] after any edits they are what a fresh look at the document gives', () => {
    fc.assert(
      fc.property(someSeeds, (seeds) => {
        let document = toyDocument(12);
        let layout = rollNotes(document, toyBasis);
        for (const seed of seeds) {
          const made = editOf(document, seed);
          const next = made.ok ? applyPatch(document, made.value.patch) : made;
          if (!made.ok || !next.ok) continue;
          document = next.value;
          layout = followRollNotes(layout, document, made.value.patch, toyBasis);
        }
        expect(layout).toEqual(rollNotes(document, toyBasis));
      }),
      { numRuns: 40 },
    );
  });

  it('[U10] they have group, confidence and the reach of their labels', () => {
    const document = edited(
      toyDocument(8),
      (before) => alignmentEdit(before, toyAlignment(8)),
      (before) => setTolerance(before, { kind: 'groups', ids: ['g2'] }, { onsetBeforeSec: 0.7 }),
    );
    const { notes } = rollNotes(document, toyBasis);
    const find = (key: string) => notes.find((note) => note.key === key)!;
    expect(find('t1n1@1')).toMatchObject({
      group: 0,
      confidence: 0.8,
      isPinned: false,
      beforeSec: 0.1,
      afterSec: 0.2,
    });
    expect(find('t2n1@1')).toMatchObject({ group: 1, beforeSec: 0.7 });
    expect(notes.filter(({ visit }) => visit === 2).length).toBeGreaterThan(0);
  });
});
