import { describe, expect, it } from 'vitest';
import { documentText } from '../../../../../shared/document/canonical-json.ts';
import { migrations, migrationsFrom } from '../../../../../shared/document/migrations/migrate.ts';
import type { Migration } from '../../../../../shared/document/migrations/migrate.ts';
import { parseDocument, parsePatch } from '../../../../../shared/document/parse-document.ts';
import { schemaVersion } from '../../../../../shared/document/canonical-json.ts';
import { setMarker } from '../../../../../shared/document/edits/edit-timeline.ts';
import { edited, toyDocument, valueOf } from '../../../../support/toy-documents.ts';

/** Once markers were called flags, and stood at milliseconds; before that they had no name. */
const history = {
  present: 3,
  migrations: [
    {
      from: 2,
      migrate: ({ table, record }) => {
        if (table === 'ghosts') return null;
        if (table !== 'flags') return { table, record };
        const { atMs, ...rest } = record;
        return { table: 'markers', record: { ...rest, atSec: (atMs as number) / 1000 } };
      },
    },
    {
      from: 1,
      migrate: ({ table, record }) => ({
        table,
        record: table === 'flags' ? { name: 'Flag', ...record } : record,
      }),
    },
  ] satisfies readonly Migration[],
};
const now = edited(toyDocument(2), (document) => setMarker(document, { id: 'm1', atSec: 1.5, name: 'Flag' }));

function older(schema: number, flag: object): unknown {
  const json = JSON.parse(documentText(now)) as { schema: number; records: Record<string, unknown> };
  const { markers, ...records } = json.records;
  expect(markers).toHaveLength(1);
  return { ...json, schema, records: { ...records, flags: [flag], ghosts: [{ id: 'x' }] } };
}

describe('migrations', () => {
  it('[D5] documents of older schemas are brought to the present, one schema after another', () => {
    for (const [schema, flag] of [
      [1, { id: 'm1', atMs: 1500 }],
      [2, { id: 'm1', atMs: 1500, name: 'Flag' }],
    ] as const) {
      const parsed = valueOf(parseDocument(older(schema, flag), history));
      expect(documentText(parsed)).toBe(documentText(now));
    }
  });

  it('[D5] so are both sides of every change of a journal', () => {
    const change = {
      table: 'flags',
      id: 'm1',
      before: { id: 'm1', atMs: 1000 },
      after: { id: 'm1', atMs: 2500 },
    };
    const ghost = { table: 'ghosts', id: 'x', before: null, after: { id: 'x' } };
    expect(valueOf(parsePatch([change, ghost], 1, history))).toEqual([
      {
        table: 'markers',
        id: 'm1',
        before: { id: 'm1', atSec: 1, name: 'Flag' },
        after: { id: 'm1', atSec: 2.5, name: 'Flag' },
      },
    ]);
  });

  it('[D5] a newer schema is left to a newer program; no schema is damage', () => {
    const json = JSON.parse(documentText(now)) as object;
    expect(parseDocument({ ...json, schema: schemaVersion + 1 })).toMatchObject({
      ok: false,
      error: { code: 'project-newer' },
    });
    for (const schema of [0, -1, 1.5, 'x', undefined]) {
      expect(parseDocument({ ...json, schema })).toMatchObject({
        ok: false,
        error: { code: 'project-damaged' },
      });
    }
  });

  it('[D5] every released schema has a migration', () => {
    expect(valueOf(migrationsFrom(1, schemaVersion, migrations))).toHaveLength(schemaVersion - 1);
    expect(() => migrationsFrom(1, 2, [])).toThrow(RangeError);
  });
});
