/** Which edits are heard in the stems of a finished training, without another one. */
import type { Patch } from '../../shared/document/patch.ts';
import { sameJson } from '../../shared/document/same-json.ts';
import type { GroupRecord } from '../../shared/document/records.ts';

/** Strengths, regions, and which notes belong to which group; names and colours of groups are only seen. */
export function changesStems(patch: Patch): boolean {
  return patch.some((change) => {
    if (change.table === 'strengths' || change.table === 'regions' || change.table === 'assignments')
      return true;
    if (change.table !== 'groups') return false;
    return !sameJson(heardOf(change.before), heardOf(change.after));
  });
}

function heardOf(group: GroupRecord | null): unknown {
  return group === null ? null : { rule: group.rule, order: group.order };
}
