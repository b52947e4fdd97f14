/** A change of the document that knows its own inverse: whole records before and after. */
import { divisiError } from '../contract/errors.ts';
import { err, ok } from '../std/result.ts';
import type { Result } from '../std/result.ts';
import type { DocumentState } from './document-state.ts';
import { recordOf, withRecords } from './record-table.ts';
import type { RecordTable } from './record-table.ts';
import type { TableName, Tables } from './records.ts';
import { sameJson } from './same-json.ts';

/** One record's change; null where it is not there. Its id is that of the records. */
export type Change<T extends TableName = TableName> = {
  readonly [K in T]: {
    readonly table: K;
    readonly id: string;
    readonly before: Tables[K] | null;
    readonly after: Tables[K] | null;
  };
}[T];

/** Plain JSON. At most one change of a record; their order has no meaning. */
export type Patch = readonly Change[];

/**
 * Untouched records and tables are shared with the result. Cost O(changes).
 *
 * Fails with 'conflict', and changes nothing, when a record is not what the patch expects it to be.
 */
export function applyPatch(document: DocumentState, patch: Patch): Result<DocumentState> {
  const changed = new Map<TableName, Change[]>();
  for (const change of patch) {
    const { table, id, before } = change;
    const current: Tables[TableName] | null = recordOf<Tables[TableName]>(document[table], id) ?? null;
    if (current !== before && !sameJson(current, before)) {
      const message = `The edit expects ${table} "${id}" to be otherwise than it is: something else changed it in between.`;
      return err(divisiError('conflict', message, { table, id }));
    }
    const ofTable = changed.get(table);
    if (ofTable === undefined) changed.set(table, [change]);
    else ofTable.push(change);
  }
  const next: { -readonly [T in TableName]: RecordTable<Tables[TableName]> } = { ...document };
  for (const [table, changes] of changed) {
    next[table] = withRecords<Tables[TableName]>(next[table], changes);
  }
  return ok(next as DocumentState);
}

/** Undoes the patch exactly. Cost O(changes). */
export function invertPatch(patch: Patch): Patch {
  return patch.map((change) => ({ ...change, before: change.after, after: change.before }) as Change);
}

/** One patch that does what the given ones do, one after another; what comes to nothing is left out. */
export function squashPatches(patches: readonly Patch[]): Patch {
  const byRecord = new Map<string, Change>();
  for (const change of patches.flat()) {
    const key = `${change.table} ${change.id}`;
    const earlier = byRecord.get(key);
    byRecord.set(key, earlier === undefined ? change : ({ ...change, before: earlier.before } as Change));
  }
  return [...byRecord.values()].filter(({ before, after }) => !sameJson(before, after));
}

/**
 * The change that makes a record of the document into another; null removes it.
 * @returns nothing when it is so already, so that results can be spread into a patch.
 */
export function changeOf<T extends TableName>(
  document: DocumentState,
  table: T,
  id: string,
  after: Tables[T] | null,
): readonly Change[] {
  const before = recordOf<Tables[TableName]>(document[table], id) ?? null;
  return sameJson(before, after) ? [] : [{ table, id, before, after } as Change];
}
