/**
 * Edits are functions from a document to a named patch; nothing happens until it is committed. They fail
 * with 'edit-refused', saying why. Ids of new records are the caller's to choose.
 */
import { divisiError } from '../../contract/errors.ts';
import { err, ok } from '../../std/result.ts';
import type { Err, Result } from '../../std/result.ts';
import type { DocumentState } from '../document-state.ts';
import type { HistoryEntry } from '../history.ts';
import type { Change } from '../patch.ts';
import { recordOf } from '../record-table.ts';
import type { TableName, Tables } from '../records.ts';

export type Edit = HistoryEntry;

export function edit(name: string, ...changes: readonly (readonly Change[])[]): Result<Edit> {
  const [only = []] = changes;
  return ok({ name, patch: changes.length === 1 ? only : changes.flat() });
}

export function refuse(reason: string): Err {
  return err(divisiError('edit-refused', reason));
}

/** '1 note', '3 notes' */
export function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}

/** Fails with the first id that the table does not have. */
export function found<T extends TableName>(
  document: DocumentState,
  table: T,
  ids: readonly string[],
): Result<readonly Tables[T][]> {
  const records: Tables[T][] = [];
  for (const id of new Set(ids)) {
    const record = recordOf<Tables[TableName]>(document[table], id);
    if (record === undefined) return refuse(`There is no "${id}" in ${table}.`);
    records.push(record as Tables[T]);
  }
  return ok(records);
}

/** Fails when there is one already. */
export function isNew(document: DocumentState, table: TableName, id: string): Result<null> {
  const isTaken = recordOf<Tables[TableName]>(document[table], id) !== undefined;
  return isTaken ? refuse(`There is a "${id}" in ${table} already.`) : ok(null);
}

/** Whole microseconds: finer than any sample, and short to write down. */
export function rounded(sec: number): number {
  return Math.round(sec * 1e6) / 1e6;
}
