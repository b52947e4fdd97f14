/**
 * Brings what older schemas wrote to the present one. A migration turns one record at a time, so that the
 * same one serves a snapshot's records and both sides of every change in a journal. It sees foreign data:
 * what it does not know it passes on as it is, for the checks behind it to refuse.
 */
import { divisiError } from '../../contract/errors.ts';
import { err, ok } from '../../std/result.ts';
import type { Result } from '../../std/result.ts';

export type JsonObject = Readonly<Record<string, unknown>>;
export type PlacedRecord = { readonly table: string; readonly record: JsonObject };

export type Migration = {
  /** Leads from this schema to the next. */
  readonly from: number;
  /** Null when the next schema has no such record. An id may change, in the same way for every record. */
  migrate(placed: PlacedRecord): PlacedRecord | null;
};

/** One after another, from every schema that was ever released to the present one. */
export const migrations: readonly Migration[] = Object.freeze([]);

/** Fails with 'project-newer' or, for a schema that no release had, 'project-damaged'. */
export function migrationsFrom(
  schema: unknown,
  present: number,
  known: readonly Migration[] = migrations,
): Result<readonly Migration[]> {
  if (typeof schema !== 'number' || !Number.isInteger(schema) || schema < 1) {
    return err(divisiError('project-damaged', `The document has no schema number that could be known.`));
  }
  if (schema > present) {
    const message = `The document has schema ${schema}; this Divisi knows ${present} and older.`;
    return err(divisiError('project-newer', message, { schema }));
  }
  const steps: Migration[] = [];
  for (let from = schema; from < present; from++) {
    const step = known.find((migration) => migration.from === from);
    if (step === undefined) throw new RangeError(`expected a migration from schema ${from}`);
    steps.push(step);
  }
  return ok(steps);
}

export function migrateRecord(placed: PlacedRecord, steps: readonly Migration[]): PlacedRecord | null {
  let current: PlacedRecord | null = placed;
  for (const step of steps) {
    if (current === null) return null;
    current = step.migrate(current);
  }
  return current;
}
