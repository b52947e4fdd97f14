import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { documentText } from '../../../../shared/document/canonical-json.ts';
import type { DocumentState } from '../../../../shared/document/document-state.ts';
import { setAnchor } from '../../../../shared/document/edits/edit-alignment.ts';
import { changeGroup } from '../../../../shared/document/edits/edit-groups.ts';
import { setChannels } from '../../../../shared/document/edits/edit-mix.ts';
import { setModel } from '../../../../shared/document/edits/edit-project.ts';
import { setLoop, setMarker } from '../../../../shared/document/edits/edit-timeline.ts';
import type { Edit } from '../../../../shared/document/edits/edit.ts';
import { setTolerance } from '../../../../shared/document/edits/set-tolerance.ts';
import { historyOf } from '../../../../shared/document/history.ts';
import { applyPatch, changeOf, invertPatch, squashPatches } from '../../../../shared/document/patch.ts';
import type { Patch } from '../../../../shared/document/patch.ts';
import { rebasePatch } from '../../../../shared/document/rebase-patch.ts';
import { recordOf } from '../../../../shared/document/record-table.ts';
import type { Result } from '../../../../shared/std/result.ts';
import { afterSeeds, edited, someSeeds, toyDocument, valueOf } from '../../../support/toy-documents.ts';

const start = toyDocument();
const after = (document: DocumentState, patch: Patch): DocumentState => valueOf(applyPatch(document, patch));

type Make = (document: DocumentState) => Result<Edit>;

/** What two windows make of one document at once: the second edit over the first. */
function meeting(base: DocumentState, first: Make, second: Make): Result<DocumentState> {
  const [one, other] = [first, second].map((make) => valueOf(make(base)).patch) as [Patch, Patch];
  const there = after(base, one);
  const rebased = rebasePatch(there, other);
  return rebased.ok ? applyPatch(there, rebased.value) : rebased;
}

describe('patches of two windows', () => {
  const mix =
    (to: Parameters<typeof setChannels>[2]): Make =>
    (now) =>
      setChannels(now, ['g1'], to);
  const anchored = edited(
    start,
    (now) => setAnchor(now, { id: 'a1', scoreSec: 1, audioSec: 1 }),
    (now) => setLoop(now, { fromSec: 0, toSec: 2, isOn: true }),
  );

  it.each<[string, Make, Make, Make]>([
    ['fader and mute', mix({ gainDb: -6 }), mix({ isMuted: true }), mix({ gainDb: -6, isMuted: true })],
    [
      'name and colour of a group',
      (now) => changeGroup(now, 'g1', { name: 'Melody' }),
      (now) => changeGroup(now, 'g1', { colour: 'teal' }),
      (now) => changeGroup(now, 'g1', { name: 'Melody', colour: 'teal' }),
    ],
    [
      'two sides of a tolerance',
      (now) => setTolerance(now, { kind: 'global' }, { onsetBeforeSec: 0.1 }),
      (now) => setTolerance(now, { kind: 'global' }, { sustainAfterSec: 0.4 }),
      (now) => setTolerance(now, { kind: 'global' }, { onsetBeforeSec: 0.1, sustainAfterSec: 0.4 }),
    ],
  ])('[H13] %s fit together, in either order', (_, first, second, both) => {
    const expected = documentText(edited(start, both));
    expect(documentText(valueOf(meeting(start, first, second)))).toBe(expected);
    expect(documentText(valueOf(meeting(start, second, first)))).toBe(expected);
  });

  it('[H13] so do seed and method of the model', () => {
    const modelled = edited(start, (now) => setModel(now, { seed: 1, overrides: { epochs: 3 } }));
    const both = valueOf(
      meeting(
        modelled,
        (now) => setModel(now, { seed: 7 }),
        (now) => setModel(now, { method: 'A+', overrides: {} }),
      ),
    );
    expect(recordOf(both.single, 'model')).toMatchObject({ seed: 7, method: 'A+', overrides: {} });
  });

  it.each<[string, Make, Make]>([
    ['changes of the same fader', mix({ gainDb: -6 }), mix({ gainDb: -3 })],
    [
      'changes of the two ends of a loop',
      (now) => setLoop(now, { fromSec: 0, toSec: 1, isOn: true }),
      (now) => setLoop(now, { fromSec: 0.5, toSec: 2, isOn: true }),
    ],
    [
      'changes of the two times of an anchor',
      (now) => ({
        ok: true,
        value: { name: 'x', patch: changeOf(now, 'anchors', 'a1', { id: 'a1', scoreSec: 1.2, audioSec: 1 }) },
      }),
      (now) => ({
        ok: true,
        value: { name: 'x', patch: changeOf(now, 'anchors', 'a1', { id: 'a1', scoreSec: 1, audioSec: 1.2 }) },
      }),
    ],
    ['the same changes', mix({ gainDb: -6 }), mix({ gainDb: -6 })],
    [
      'markers of one id',
      (now) => setMarker(now, { id: 'm1', atSec: 1, name: 'A' }),
      (now) => setMarker(now, { id: 'm1', atSec: 2, name: 'B' }),
    ],
  ])('[H13] %s do not', (_, first, second) => {
    for (const [one, other] of [
      [first, second],
      [second, first],
    ] as const) {
      expect(meeting(anchored, one, other)).toMatchObject({ ok: false, error: { code: 'conflict' } });
    }
  });

  it('[H13] a record that is gone is not brought back by half; one at rest again is none', () => {
    const marked = edited(start, (now) => setMarker(now, { id: 'm1', atSec: 1, name: 'A' }));
    const rename: Make = (now) => ({
      ok: true,
      value: { name: 'x', patch: changeOf(now, 'markers', 'm1', { id: 'm1', atSec: 1, name: 'B' }) },
    });
    const remove: Make = (now) => ({
      ok: true,
      value: { name: 'x', patch: changeOf(now, 'markers', 'm1', null) },
    });
    expect(meeting(marked, remove, rename).ok).toBe(false);
    expect(meeting(marked, rename, remove).ok).toBe(false);
    const mixed = edited(start, mix({ gainDb: -6, isMuted: true }));
    const both = valueOf(meeting(mixed, mix({ gainDb: 0 }), mix({ isMuted: false })));
    expect(recordOf(both.channels, 'g1')).toBeUndefined();
  });

  it('[H13] on the document that it was made from, a patch is itself; its laws hold wherever it goes', () => {
    let met = 0;
    fc.assert(
      fc.property(someSeeds, someSeeds, someSeeds, (shared, own, others) => {
        const base = afterSeeds(historyOf(start), shared).document;
        const [mine, theirs] = [own, others].map((seeds) => {
          const { done } = afterSeeds(historyOf(base), seeds.slice(0, 3));
          return squashPatches(done.map(({ patch }) => patch));
        }) as [Patch, Patch];
        expect(rebasePatch(base, mine)).toEqual({ ok: true, value: mine });
        if (mine.length === 0 || theirs.length === 0) return;
        const there = after(base, theirs);
        const rebased = rebasePatch(there, mine);
        const reverse = rebasePatch(after(base, mine), theirs);
        if (!rebased.ok || !reverse.ok) return;
        met++;
        const both = after(there, rebased.value);
        // The order does not matter, ...
        expect(documentText(both)).toBe(documentText(after(after(base, mine), reverse.value)));
        // ... the inverse is exact, ...
        expect(documentText(after(both, invertPatch(rebased.value)))).toBe(documentText(there));
        // ... and a patch that fits as it is stays as it is.
        if (applyPatch(there, mine).ok) expect(rebased.value).toEqual(mine);
      }),
      { numRuns: 200 },
    );
    expect(met).toBeGreaterThan(40);
  });
});
