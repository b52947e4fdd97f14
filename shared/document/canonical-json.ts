/** The one text of a document: equal documents have equal bytes. */
import type { DocumentRecords, DocumentState } from './document-state.ts';
import { emptyDocument } from './document-state.ts';
import { recordsOf, withRecords } from './record-table.ts';
import type { RecordTable } from './record-table.ts';
import { tableNames } from './records.ts';
import type { TableName, Tables } from './records.ts';

/** Rises with every change of what a record can be; `migrations/` leads here from every older one. */
export const schemaVersion = 1;
export const documentFormat = 'divisi-document';

/** Every table as a list, by id, numbers within ids counted: 't1n2' stands before 't1n10'. */
export function documentRecords(document: DocumentState): DocumentRecords {
  return Object.fromEntries(
    tableNames.map((table) => [table, sortedById(recordsOf<Tables[TableName]>(document[table]))]),
  ) as unknown as DocumentRecords;
}

/** The inverse of {@link documentRecords}, unchecked: for what comes from this program itself. */
export function documentOf(records: DocumentRecords): DocumentState {
  const document: { -readonly [T in TableName]: RecordTable<Tables[TableName]> } = { ...emptyDocument };
  for (const table of tableNames) {
    const changes = records[table].map((record) => ({ id: record.id, after: record }));
    document[table] = withRecords<Tables[TableName]>(document[table], changes);
  }
  return document as DocumentState;
}

/** JSON with one record a line, fields by name: a person can read it, and a diff shows what changed. */
export function documentText(document: DocumentState): string {
  const records = documentRecords(document);
  const tables = tableNames.map((table) => {
    const lines = records[table].map((record) => `      ${canonicalJson(record)}`);
    return `    "${table}": [${lines.length === 0 ? '' : `\n${lines.join(',\n')}\n    `}]`;
  });
  return `{\n  "format": "${documentFormat}",\n  "schema": ${schemaVersion},\n  "records": {\n${tables.join(',\n')}\n  }\n}\n`;
}

/** JSON without spaces, the fields of every object sorted, undefined ones left out. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const fields = Object.entries(value)
    .filter(([, field]) => field !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, field]) => `${JSON.stringify(key)}:${canonicalJson(field)}`);
  return `{${fields.join(',')}}`;
}

/** By text, but runs of digits by their value. */
export function compareIds(a: string, b: string): number {
  return compareChunks(chunks(a), chunks(b));
}

function compareChunks(left: readonly string[], right: readonly string[]): number {
  for (let i = 0; i < Math.min(left.length, right.length); i++) {
    const [one, other] = [left[i]!, right[i]!];
    if (one === other) continue;
    const difference = Number(one) - Number(other);
    if (Number.isFinite(difference) && difference !== 0) return difference;
    return one < other ? -1 : 1;
  }
  return left.length - right.length;
}

/** Every id is taken apart once, not at each of its comparisons. Cost O(n log n). */
function sortedById<R extends { readonly id: string }>(records: Iterable<R>): R[] {
  return Array.from(records, (record) => ({ record, parts: chunks(record.id) }))
    .sort((a, b) => compareChunks(a.parts, b.parts))
    .map(({ record }) => record);
}

function chunks(id: string): readonly string[] {
  return id.match(/\d+|\D+/g) ?? [];
}
