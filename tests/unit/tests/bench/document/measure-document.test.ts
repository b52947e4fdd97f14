import { describe, expect, it } from 'vitest';
import { measureDocument } from '../../../../bench/document/measure-document.ts';
import { planDocument } from '../../../../bench/document/plan-document.ts';
import { toyDocument } from '../../../../support/toy-documents.ts';

describe('bench document', () => {
  it('times every kind of edit, its undo, and the tiles that it changes', () => {
    const times = measureDocument(toyDocument(10_000), 90, 1);
    for (const [kind, { apply, undo, tiles }] of times) {
      expect(apply.length, kind).toBeGreaterThan(5);
      expect(undo).toHaveLength(apply.length);
      expect(tiles).toHaveLength(apply.length);
    }
    expect(times.get('move a note')!.tilesMade).toBeGreaterThan(5);
    expect(times.get('change the mix')!.tilesMade).toBe(0);
  });

  it('refuses numbers that are none', () => {
    for (const args of [[], ['--json', 'x', '--edits', '5'], ['--json', 'x', '--seed', 'a'], ['--what']]) {
      expect(planDocument(args, '/')).toMatchObject({ ok: false, error: { code: 'bad-usage' } });
    }
  });
});
