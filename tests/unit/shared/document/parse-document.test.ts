import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { documentText } from '../../../../shared/document/canonical-json.ts';
import { alignmentEdit } from '../../../../shared/document/alignment-result.ts';
import { addVersion } from '../../../../shared/document/edits/edit-project.ts';
import { handOver } from '../../../../shared/document/edits/edit-mix.ts';
import { paintCells } from '../../../../shared/document/edits/paint-cells.ts';
import { moveNotes } from '../../../../shared/document/edits/move-notes.ts';
import { setTolerance } from '../../../../shared/document/edits/set-tolerance.ts';
import { setMarker } from '../../../../shared/document/edits/edit-timeline.ts';
import { parseDocument, parsePatch } from '../../../../shared/document/parse-document.ts';
import { edited, toyAlignment, toyDocument, toyFile, valueOf } from '../../../support/toy-documents.ts';

/** With records in most tables. */
const document = edited(
  toyDocument(4),
  (now) => alignmentEdit(now, toyAlignment(4)),
  (now) => moveNotes(now, [{ noteId: 't1n2', visit: 1 }], { bySec: 0.05, bySemitones: 1 }),
  (now) => setTolerance(now, { kind: 'notes', ids: ['t1n1'] }, { onsetBeforeSec: 0.3 }),
  (now) => paintCells(now, [{ partId: 'p1', pitchMidi: 60, unit: null, fromSec: 0, toSec: 0.5 }], 'on'),
  (now) => setMarker(now, { id: 'm1', atSec: 0.5, name: 'Here' }),
  (now) =>
    handOver(now, {
      id: 'r1',
      fromGroupId: 'g1',
      toGroupId: 'rest',
      corners: [
        [0, 50],
        [1, 60],
        [1, 50],
      ],
    }),
  (now) =>
    addVersion(now, {
      id: 'v1',
      name: 'First',
      settings: { method: 'divisi', seed: 1, overrides: { epochs: 5 } },
      labelsRevision: 3,
      lossCurve: [[1, 0.5]],
      metrics: { trainSec: 2 },
      weights: { ...toyFile, path: 'weights/v1.bin' },
      madeAt: '2026-01-01T00:00:00Z',
    }),
);
const text = documentText(document);
type Json = Record<string, unknown>;
type Foreign = Json & { records: Record<string, Json[]> };
const json = (): Foreign => JSON.parse(text) as Foreign;

function faultOf(change: (foreign: Foreign) => void): string {
  const foreign = json();
  change(foreign);
  const parsed = parseDocument(foreign);
  expect(parsed).toMatchObject({ ok: false, error: { code: 'project-damaged' } });
  return parsed.ok ? '' : parsed.error.message;
}

describe('parseDocument', () => {
  it('[D4] says where a document is wrong, and what was expected there', () => {
    const cases: readonly [change: (foreign: Foreign) => void, reason: RegExp][] = [
      [
        ({ records }) => (records['notes']![1]!['velocity'] = 1e308),
        /records\.notes\[1\]\.velocity: expected a whole number from 1 to 127, got 1e\+308/,
      ],
      [
        ({ records }) => (records['markers']![0]!['atSec'] = 1e9),
        /markers\[0\]\.atSec: expected a number from 0/,
      ],
      [({ records }) => (records['markers']![0]!['more'] = 1), /markers\[0\]: "more" is not a known field/],
      [({ records }) => delete records['markers']![0]!['name'], /markers\[0\]: "name" is missing/],
      [({ records }) => (records['markers']![0]!['name'] = 'a\u0000b'), /name: expected a name/],
      [({ records }) => (records['markers']![0]!['id'] = '../x'), /id: expected an id/],
      [({ records }) => (records['markers']![0]!['id'] = 'constructor'), /"constructor" is no id/],
      [
        ({ records }) => records['markers']!.push(records['markers']![0]!),
        /a second record with the id "m1"/,
      ],
      [({ records }) => (records['spells'] = [{ id: 'x' }]), /"spells" is no table/],
      [({ records }) => (records['notes'] = {} as never), /records\.notes: expected a list/],
      [({ records }) => records['notes']!.push(null as never), /notes\[4\]: expected an object/],
      [({ records }) => (records['single'] = []), /there is no recording/],
      [
        ({ records }) =>
          (records['aligned']![0]!['visits'] = [{ visit: 1, onsetSec: 2, offsetSec: 1, confidence: 1 }]),
        /ends at 1 s, not after its onset/,
      ],
      [({ records }) => (records['paint']![0]!['id'] = 'p1/61'), /not that of its row/],
      [
        ({ records }) => (records['versions']![0]!['weights'] = { ...toyFile, path: 'a/../../b' }),
        /leaves the project's folder/,
      ],
      [
        ({ records }) => (records['versions']![0]!['weights'] = { ...toyFile, path: '/etc/passwd' }),
        /leaves the project's folder/,
      ],
      [
        ({ records }) => (records['versions']![0]!['weights'] = { ...toyFile, path: 'C:\\x' }),
        /expected a relative path/,
      ],
      [({ records }) => (records['tolerances']![0]!['id'] = 'everything'), /expected an id such as "global"/],
      [(foreign) => (foreign['format'] = 'other'), /format "divisi-document"/],
    ];
    for (const [change, reason] of cases) expect(faultOf(change)).toMatch(reason);
    for (const value of [null, 3, 'x', [], { format: 'divisi-document' }]) {
      expect(parseDocument(value)).toMatchObject({ ok: false, error: { code: 'project-damaged' } });
    }
  });

  it('[D4] deep nesting and names of the prototype are refused, and change no object', () => {
    let deep: unknown = 1;
    for (let depth = 0; depth < 100_000; depth++) deep = [deep];
    expect(faultOf(({ records }) => (records['markers']![0]!['name'] = deep))).toMatch(/got a list/);
    const hostile = JSON.parse(
      text.replace('"records": {', '"records": { "__proto__": [{"id":"x"}],'),
    ) as unknown;
    expect(parseDocument(hostile)).toMatchObject({ ok: false, error: { code: 'project-damaged' } });
    const record = JSON.parse(
      text.replace('"atSec":0.5', '"atSec":0.5,"__proto__":{"polluted":1}'),
    ) as unknown;
    expect(parseDocument(record)).toMatchObject({ ok: false, error: { code: 'project-damaged' } });
    expect(({} as Json)['polluted']).toBeUndefined();
  });

  it('[D4] whatever is changed in a document, it opens or is refused', () => {
    const paths: (readonly (string | number)[])[] = [];
    const walk = (value: unknown, path: readonly (string | number)[]): void => {
      if (path.length > 0) paths.push(path);
      if (typeof value !== 'object' || value === null) return;
      for (const key of Object.keys(value)) walk((value as Json)[key], [...path, key]);
    };
    walk(json(), []);
    const odd = fc.oneof(
      fc.constantFrom<unknown>(
        null,
        -1,
        0,
        1e300,
        '',
        '__proto__',
        [],
        {},
        true,
        Number.MAX_SAFE_INTEGER,
        't1n1',
        '../..',
      ),
      fc.jsonValue(),
    );
    fc.assert(
      fc.property(fc.nat(paths.length - 1), odd, fc.boolean(), (index, value, isRemoved) => {
        const foreign = json();
        const path = paths[index]!;
        const parent = path.slice(0, -1).reduce<Json>((at, key) => at[key] as Json, foreign);
        const key = path.at(-1)!;
        if (isRemoved) delete parent[key];
        else parent[key] = value;
        const parsed = parseDocument(JSON.parse(JSON.stringify(foreign)));
        if (!parsed.ok) {
          expect(['project-damaged', 'project-newer']).toContain(parsed.error.code);
          expect(parsed.error.message.length).toBeLessThan(1500);
        } else {
          expect(documentText(valueOf(parseDocument(JSON.parse(documentText(parsed.value)))))).toBe(
            documentText(parsed.value),
          );
        }
      }),
      { numRuns: 400 },
    );
  });
});

describe('parsePatch', () => {
  it('[D4] a foreign patch is held against the same shapes', () => {
    const { patch } = valueOf(setMarker(document, { id: 'm2', atSec: 1, name: 'There' }));
    expect(parsePatch(structuredClone(patch), 1)).toEqual({ ok: true, value: patch });
    const [change] = patch as unknown as Json[];
    const cases: readonly [json: unknown, reason: RegExp][] = [
      [{}, /expected a list/],
      [[{ ...change, table: '__proto__' }], /is no table/],
      [[{ ...change, table: 'notes' }], /is not a known field|missing/],
      [[{ ...change, id: 'other' }], /its id is not that of the change/],
      [[{ ...change, after: null }], /expected a record before or after/],
      [[{ ...change, more: 1 }], /"more" is not a known field/],
      [[change, change], /a second change/],
      [[null], /expected an object/],
    ];
    for (const [foreign, reason] of cases) {
      const parsed = parsePatch(foreign, 1);
      expect(parsed).toMatchObject({ ok: false, error: { code: 'bad-request' } });
      expect(parsed.ok ? '' : parsed.error.message).toMatch(reason);
    }
    expect(parsePatch(patch, 2)).toMatchObject({ ok: false, error: { code: 'project-newer' } });
  });
});
