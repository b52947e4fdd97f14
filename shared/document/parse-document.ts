/**
 * Documents and patches from files and from other processes: migrated, held against every shape and
 * invariant, and only then believed. Depth of nesting is bounded by the shapes; ids are keys of maps alone.
 */
import { divisiError } from '../contract/errors.ts';
import { err, ok } from '../std/result.ts';
import type { Result } from '../std/result.ts';
import { documentFormat, documentOf, schemaVersion } from './canonical-json.ts';
import type { DocumentRecords, DocumentState } from './document-state.ts';
import { documentFault } from './invariants.ts';
import { migrateRecord, migrationsFrom } from './migrations/migrate.ts';
import type { JsonObject, Migration } from './migrations/migrate.ts';
import type { Change, Patch } from './patch.ts';
import { tableNames } from './records.ts';
import type { TableName } from './records.ts';
import { recordShapes } from './shapes/record-shapes.ts';

/** More than any project has; a bound for what a hostile file can make this program do. */
const maxRecords = 500_000;

/** The schemas that are known; tests have older ones of their own. */
export type SchemaHistory = { readonly present: number; readonly migrations?: readonly Migration[] };
const ownHistory: SchemaHistory = { present: schemaVersion };

/**
 * @param json as `documentText` writes it, parsed
 * Fails with 'project-damaged', saying where and why, and 'project-newer'. Cost O(records).
 */
export function parseDocument(json: unknown, history = ownHistory): Result<DocumentState> {
  if (!isObject(json) || json['format'] !== documentFormat || !isObject(json['records'])) {
    return damaged(`expected an object with format "${documentFormat}", schema and records`);
  }
  const steps = migrationsFrom(json['schema'], history.present, history.migrations);
  if (!steps.ok) return steps;
  const ids = new Map(tableNames.map((table) => [table, new Set<string>()]));
  const records = Object.fromEntries(tableNames.map((table) => [table, [] as unknown[]]));
  for (const [table, list] of Object.entries(json['records'])) {
    if (!Array.isArray(list)) return damaged(`records.${brief(table)}: expected a list`);
    if (list.length > maxRecords) {
      return damaged(`records.${brief(table)}: expected at most ${maxRecords} records, got ${list.length}`);
    }
    for (let index = 0; index < list.length; index++) {
      const at = `records.${brief(table)}[${index}]`;
      const given: unknown = list[index];
      if (!isObject(given)) return damaged(`${at}: expected an object`);
      const placed = migrateRecord({ table, record: given }, steps.value);
      if (placed === null) continue;
      const fault = recordFault(placed.table, placed.record, at);
      if (fault !== null) return damaged(fault);
      const known = ids.get(placed.table as TableName)!;
      const id = placed.record['id'] as string;
      if (known.has(id)) return damaged(`${at}: a second record with the id "${id}"`);
      known.add(id);
      records[placed.table]!.push(placed.record);
    }
  }
  const document = documentOf(records as unknown as DocumentRecords);
  const fault = documentFault(document);
  return fault === null ? ok(document) : damaged(fault);
}

/**
 * @param schema of the program that wrote the patch
 * Fails with 'bad-request', saying where and why, and 'project-newer'. Invariants are the commit's to check.
 */
export function parsePatch(json: unknown, schema: number, history = ownHistory): Result<Patch> {
  const steps = migrationsFrom(schema, history.present, history.migrations);
  if (!steps.ok) return steps;
  if (!Array.isArray(json)) return refused('expected a list of changes');
  if (json.length > maxRecords) return refused(`expected at most ${maxRecords} changes, got ${json.length}`);
  const patch: Change[] = [];
  const seen = new Set<string>();
  for (let index = 0; index < json.length; index++) {
    const at = `patch[${index}]`;
    const parsed = parseChange(json[index], at, steps.value);
    if (typeof parsed === 'string') return refused(parsed);
    if (parsed === null) continue;
    const key = `${parsed.table} ${parsed.id}`;
    if (seen.has(key)) return refused(`${at}: a second change of ${parsed.table} "${parsed.id}"`);
    seen.add(key);
    patch.push(parsed);
  }
  return ok(patch);
}

/** @returns a fault, null when no such record is known any more, or the change. */
function parseChange(json: unknown, at: string, steps: readonly Migration[]): Change | string | null {
  if (!isObject(json)) return `${at}: expected an object`;
  const unknownField = Object.keys(json).find((key) => !['table', 'id', 'before', 'after'].includes(key));
  if (unknownField !== undefined) return `${at}: "${brief(unknownField)}" is not a known field`;
  const { table, id } = json;
  if (typeof table !== 'string' || typeof id !== 'string') return `${at}: expected a table and an id`;
  let place: { table: string; id: string } | null = null;
  const sides: Record<'before' | 'after', JsonObject | null> = { before: null, after: null };
  for (const side of ['before', 'after'] as const) {
    const record = json[side];
    if (record === null) continue;
    if (!isObject(record)) return `${at}.${side}: expected an object or null`;
    if (record['id'] !== id) return `${at}.${side}: its id is not that of the change`;
    const placed = migrateRecord({ table, record }, steps);
    if (placed === null) return null;
    const fault = recordFault(placed.table, placed.record, `${at}.${side}`);
    if (fault !== null) return fault;
    sides[side] = placed.record;
    place = { table: placed.table, id: placed.record['id'] as string };
  }
  return place === null
    ? `${at}: expected a record before or after`
    : ({ ...place, ...sides } as unknown as Change);
}

function recordFault(table: string, record: JsonObject, at: string): string | null {
  const name = tableNames.find((known) => known === table);
  return name === undefined ? `${at}: "${brief(table)}" is no table` : recordShapes[name].fault(record, at);
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function damaged(fault: string): Result<never> {
  return err(divisiError('project-damaged', `The document does not hold together: ${fault}.`));
}

function refused(fault: string): Result<never> {
  return err(divisiError('bad-request', `The edit is not understood: ${fault}.`));
}

function brief(text: string): string {
  return text.length > 40 ? `${text.slice(0, 40)}...` : text;
}
