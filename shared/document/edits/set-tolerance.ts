/** Tolerances of one note, some notes, a group, or everything. */
import { ok } from '../../std/result.ts';
import type { Result } from '../../std/result.ts';
import type { DocumentState } from '../document-state.ts';
import { changeOf } from '../patch.ts';
import { recordOf } from '../record-table.ts';
import type { ToleranceRecord } from '../records.ts';
import { counted, edit, found } from './edit.ts';
import type { Edit } from './edit.ts';

export type ToleranceScope =
  | { readonly kind: 'global' }
  | { readonly kind: 'groups'; readonly ids: readonly string[] }
  | { readonly kind: 'notes'; readonly ids: readonly string[] };

/** Seconds; null gives a side back to what is more general, an absent one stays. */
export type ToleranceSides = Partial<Omit<ToleranceRecord, 'id'>>;

export function setTolerance(
  document: DocumentState,
  scope: ToleranceScope,
  sides: ToleranceSides,
): Result<Edit> {
  const targets = targetsOf(document, scope);
  if (!targets.ok) return targets;
  const { ids, name } = targets.value;
  return edit(
    name,
    ids.flatMap((id) => {
      const record = { ...unsaidSides, ...recordOf(document.tolerances, id), ...sides, id };
      const isUnsaid = sideNames.every((side) => record[side] === null);
      return changeOf(document, 'tolerances', id, isUnsaid ? null : record);
    }),
  );
}

/** What no record says. */
export const unsaidSides = Object.freeze({
  onsetBeforeSec: null,
  onsetAfterSec: null,
  sustainBeforeSec: null,
  sustainAfterSec: null,
});
const sideNames = Object.keys(unsaidSides) as (keyof typeof unsaidSides)[];

function targetsOf(
  document: DocumentState,
  scope: ToleranceScope,
): Result<{ readonly ids: readonly string[]; readonly name: string }> {
  if (scope.kind === 'global') return ok({ ids: ['global'], name: 'Set the tolerance of all notes' });
  const records =
    scope.kind === 'groups' ? found(document, 'groups', scope.ids) : found(document, 'notes', scope.ids);
  if (!records.ok) return records;
  const prefix = scope.kind === 'groups' ? 'group' : 'note';
  const ids = records.value.map(({ id }) => `${prefix}:${id}`);
  return ok({ ids, name: `Set the tolerance of ${counted(ids.length, prefix)}` });
}
