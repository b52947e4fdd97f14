/** What lies between two documents. */
import type { DocumentState } from './document-state.ts';
import type { Change, Patch } from './patch.ts';
import { tableNames } from './records.ts';
import type { TableName, Tables } from './records.ts';
import type { RecordTable } from './record-table.ts';
import { sameJson } from './same-json.ts';

/** The patch that makes `before` into `after`. Cost O(records of the buckets that the two do not share). */
export function diffDocuments(before: DocumentState, after: DocumentState): Patch {
  return tableNames.flatMap((table) =>
    before[table] === after[table] ? [] : diffTables(table, before[table], after[table]),
  );
}

function diffTables(
  table: TableName,
  before: RecordTable<Tables[TableName]>,
  after: RecordTable<Tables[TableName]>,
): readonly Change[] {
  const changes: Change[] = [];
  before.buckets.forEach((old, index) => {
    const current = after.buckets[index]!;
    if (old === current) return;
    for (const [id, record] of old) {
      const other = current.get(id) ?? null;
      if (record !== other && !sameJson(record, other)) {
        changes.push({ table, id, before: record, after: other } as Change);
      }
    }
    for (const [id, record] of current) {
      if (!old.has(id)) changes.push({ table, id, before: null, after: record } as Change);
    }
  });
  return changes;
}
