import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson, documentText } from '../../../../shared/document/canonical-json.ts';
import { diffDocuments } from '../../../../shared/document/diff-documents.ts';
import { moveNotes } from '../../../../shared/document/edits/move-notes.ts';
import { historyOf } from '../../../../shared/document/history.ts';
import type { History } from '../../../../shared/document/history.ts';
import { applyPatch, changeOf, invertPatch, squashPatches } from '../../../../shared/document/patch.ts';
import type { Patch } from '../../../../shared/document/patch.ts';
import { afterSeeds, edited, someSeeds, toyDocument, valueOf } from '../../../support/toy-documents.ts';

const start = historyOf(toyDocument());
const patchesOf = (history: History): Patch[] => history.done.map(({ patch }) => patch);
const sorted = (patch: Patch): string =>
  canonicalJson([...patch].sort((a, b) => (`${a.table} ${a.id}` < `${b.table} ${b.id}` ? -1 : 1)));

describe('patches', () => {
  it('[H1] a patch and its inverse give the same bytes', () => {
    fc.assert(
      fc.property(someSeeds, (seeds) => {
        const history = afterSeeds(start, seeds);
        let { document } = start;
        for (const patch of patchesOf(history)) {
          const next = valueOf(applyPatch(document, patch));
          const back = valueOf(applyPatch(next, invertPatch(patch)));
          expect(documentText(back)).toBe(documentText(document));
          document = next;
        }
      }),
      { numRuns: 60 },
    );
  });

  it('[H2] squashing is associative, and does what the patches do', () => {
    fc.assert(
      fc.property(someSeeds, fc.nat(25), fc.nat(25), (seeds, first, second) => {
        const history = afterSeeds(start, seeds);
        const patches = patchesOf(history);
        const [low, high] = [Math.min(first, second), Math.max(first, second)];
        const [a, b, c] = [patches.slice(0, low), patches.slice(low, high), patches.slice(high)].map(
          squashPatches,
        );
        const left = squashPatches([squashPatches([a!, b!]), c!]);
        const right = squashPatches([a!, squashPatches([b!, c!])]);
        expect(sorted(left)).toBe(sorted(right));
        const document = valueOf(applyPatch(start.document, left));
        expect(documentText(document)).toBe(documentText(history.document));
      }),
      { numRuns: 60 },
    );
  });

  it('[H2] what comes to nothing is left out', () => {
    const { document } = start;
    const there = valueOf(
      moveNotes(document, [{ noteId: 't1n2', visit: 1 }], { bySec: 0.25, bySemitones: 2 }),
    );
    expect(squashPatches([there.patch, invertPatch(there.patch)])).toEqual([]);
  });

  it('[H3] a patch that expects another record changes nothing', () => {
    const { document } = start;
    const patch = changeOf(document, 'markers', 'm1', { id: 'm1', atSec: 1, name: 'A' });
    const other = edited(document, (now) => ({
      ok: true,
      value: { name: 'x', patch: changeOf(now, 'markers', 'm1', { id: 'm1', atSec: 2, name: 'B' }) },
    }));
    const applied = applyPatch(other, [
      ...changeOf(document, 'markers', 'm0', { id: 'm0', atSec: 0, name: 'First' }),
      ...patch,
    ]);
    expect(applied).toMatchObject({ ok: false, error: { code: 'conflict', data: { id: 'm1' } } });
  });

  it('[H4] untouched tables and buckets are shared', () => {
    const { document } = start;
    const next = valueOf(
      applyPatch(
        document,
        valueOf(moveNotes(document, [{ noteId: 't1n2', visit: 1 }], { bySec: 0.1, bySemitones: 0 })).patch,
      ),
    );
    expect(next.notes).toBe(document.notes);
    const changedBuckets = next.pins.buckets.filter(
      (bucket, index) => bucket !== document.pins.buckets[index],
    );
    expect(changedBuckets).toHaveLength(1);
  });

  it('[H4] the difference of two documents is a patch between them', () => {
    fc.assert(
      fc.property(someSeeds, (seeds) => {
        const history = afterSeeds(start, seeds);
        const patch = diffDocuments(start.document, history.document);
        expect(sorted(patch)).toBe(sorted(squashPatches(patchesOf(history))));
        expect(diffDocuments(history.document, history.document)).toEqual([]);
      }),
      { numRuns: 30 },
    );
  });
});
