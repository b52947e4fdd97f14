/**
 * A patch meets a document that went on meanwhile, by another window say. Patches hold whole records; two of them that
 * change different fields of one record fit together all the same, where these fields mean something by themselves.
 */
import { divisiError } from '../contract/errors.ts';
import { err, ok } from '../std/result.ts';
import type { Result } from '../std/result.ts';
import type { DocumentState } from './document-state.ts';
import { unsaidSides } from './edits/set-tolerance.ts';
import { channelDefaults } from './new-document.ts';
import type { Change, Patch } from './patch.ts';
import { recordOf } from './record-table.ts';
import type { TableName, Tables } from './records.ts';
import { sameJson } from './same-json.ts';

type Fields = Readonly<Record<string, unknown>>;

/**
 * Fields that may be changed apart from the others of their record. Those that are not named belong together with each
 * other, and change as one: an end of a stretch without the other, or half of an anchor, would be what nobody meant.
 */
const apart: Partial<Record<TableName, readonly string[]>> = Object.freeze({
  notes: ['velocity'],
  groups: ['name', 'colour', 'order', 'rule'],
  tolerances: Object.keys(unsaidSides),
  channels: Object.keys(channelDefaults),
  markers: ['atSec', 'name'],
  doubts: ['state'],
  regions: ['corners'],
  strengths: ['maskExponent', 'floorDb'],
  versions: ['name'],
});
const apartInSingles: Readonly<Record<string, readonly string[]>> = Object.freeze({
  project: ['name', 'activeVersionId'],
  model: ['seed'],
  loop: ['isOn'],
});

/** What the absence of a record means: all of its fields at rest. */
const atRest: Partial<Record<TableName, Fields>> = Object.freeze({
  channels: channelDefaults,
  tolerances: unsaidSides,
});

/**
 * The patch as it would have been made from this document: it changes what it changed, and leaves what others did. The
 * same patch where nothing that it touches changed. Invariants are the commit's to check. Cost O(changes).
 *
 * Fails with 'conflict' where the same field was changed, a record was removed or made, or nothing is left to do.
 */
export function rebasePatch(document: DocumentState, patch: Patch): Result<Patch> {
  const rebased: Change[] = [];
  for (const change of patch) {
    const current = recordOf<Tables[TableName]>(document[change.table], change.id) ?? null;
    if (current === change.before || sameJson(current, change.before)) {
      rebased.push(change);
      continue;
    }
    const merged = merge(change, current);
    if (merged === undefined) return err(conflictOf(change));
    if (!sameJson(merged, current)) rebased.push({ ...change, before: current, after: merged } as Change);
  }
  const [first] = patch;
  return rebased.length === 0 && first !== undefined ? err(conflictOf(first)) : ok(rebased);
}

/** Undefined where the two do not fit together. */
function merge(
  { table, id, before, after }: Change,
  current: Tables[TableName] | null,
): Tables[TableName] | null | undefined {
  const rest = atRest[table];
  const fieldsOf = (record: object | null): Fields | null =>
    record === null ? (rest === undefined ? null : { ...rest, id }) : (record as Fields);
  const [old, wanted, there] = [fieldsOf(before), fieldsOf(after), fieldsOf(current)];
  if (old === null || wanted === null || there === null) return undefined;
  const named = (table === 'single' ? apartInSingles[id] : apart[table]) ?? [];
  const all = new Set([...Object.keys(old), ...Object.keys(wanted), ...Object.keys(there)]);
  const together = [...all].filter((field) => !named.includes(field));
  const result: Record<string, unknown> = {};
  for (const fields of [together, ...named.map((field) => [field])]) {
    const [was, should, is] = [old, wanted, there].map((record) => pick(record, fields)) as [
      Fields,
      Fields,
      Fields,
    ];
    const isUntouched = sameJson(was, should);
    if (!isUntouched && !sameJson(was, is) && !sameJson(should, is)) return undefined;
    Object.assign(result, isUntouched ? is : should);
  }
  const isAtRest = rest !== undefined && sameJson(result, { ...rest, id });
  return isAtRest ? null : (result as unknown as Tables[TableName]);
}

function pick(record: Fields, fields: readonly string[]): Fields {
  return Object.fromEntries(
    fields.flatMap((field) => (Object.hasOwn(record, field) ? [[field, record[field]]] : [])),
  );
}

function conflictOf({ table, id }: Change): ReturnType<typeof divisiError> {
  const message = `The edit changes what something else changed in between: ${table} "${id}".`;
  return divisiError('conflict', message, { table, id });
}
