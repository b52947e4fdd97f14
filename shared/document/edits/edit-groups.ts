/** Groups, and the notes that a person puts into them. */
import { ok } from '../../std/result.ts';
import type { Result } from '../../std/result.ts';
import type { DocumentState } from '../document-state.ts';
import { orderedGroups } from '../note-groups.ts';
import { nextColour } from '../palette.ts';
import { changeOf } from '../patch.ts';
import type { Change } from '../patch.ts';
import { recordsOf } from '../record-table.ts';
import type { GroupRecord } from '../records.ts';
import { counted, edit, found, isNew, refuse } from './edit.ts';
import type { Edit } from './edit.ts';

/** Last in order; without a colour it takes the one that is used least. */
export function addGroup(
  document: DocumentState,
  group: Pick<GroupRecord, 'id' | 'name'> & Partial<Pick<GroupRecord, 'colour' | 'rule'>>,
): Result<Edit> {
  const fresh = isNew(document, 'groups', group.id);
  if (!fresh.ok) return fresh;
  const groups = orderedGroups(document);
  const record: GroupRecord = {
    colour: nextColour(groups.map(({ colour }) => colour)),
    rule: [],
    ...group,
    order: (groups.at(-1)?.order ?? -1) + 1,
  };
  return edit(`Add the group "${group.name}"`, changeOf(document, 'groups', group.id, record));
}

/** Name, colour and rule: those that are given. */
export function changeGroup(
  document: DocumentState,
  id: string,
  to: Partial<Pick<GroupRecord, 'name' | 'colour' | 'rule'>>,
): Result<Edit> {
  const groups = found(document, 'groups', [id]);
  if (!groups.ok) return groups;
  const group = groups.value[0]!;
  const verb = to.name !== undefined ? 'Rename' : to.colour !== undefined ? 'Recolour' : 'Change';
  return edit(`${verb} the group "${group.name}"`, changeOf(document, 'groups', id, { ...group, ...to }));
}

/** @param ids every group, in the new order */
export function reorderGroups(document: DocumentState, ids: readonly string[]): Result<Edit> {
  const groups = found(document, 'groups', ids);
  if (!groups.ok) return groups;
  if (groups.value.length !== document.groups.size) {
    return refuse(`An order of ${document.groups.size} groups cannot name ${groups.value.length}.`);
  }
  return edit(
    'Reorder the groups',
    groups.value.flatMap((group, order) => changeOf(document, 'groups', group.id, { ...group, order })),
  );
}

/**
 * Notes that were put into it are left to the rules of the others. Its tolerances, strength and strip go, and
 * regions that it gives or gets.
 */
export function deleteGroup(document: DocumentState, id: string): Result<Edit> {
  const groups = found(document, 'groups', [id]);
  if (!groups.ok) return groups;
  const changes: Change[] = [...changeOf(document, 'groups', id, null)];
  for (const assignment of recordsOf(document.assignments)) {
    if (assignment.groupId === id) changes.push(...changeOf(document, 'assignments', assignment.id, null));
  }
  for (const region of recordsOf(document.regions)) {
    if (region.fromGroupId === id || region.toGroupId === id) {
      changes.push(...changeOf(document, 'regions', region.id, null));
    }
  }
  return edit(
    `Delete the group "${groups.value[0]!.name}"`,
    changes,
    changeOf(document, 'tolerances', `group:${id}`, null),
    changeOf(document, 'strengths', id, null),
    changeOf(document, 'channels', id, null),
  );
}

/** @param to a group's id, 'rest' for no group, or 'rule' to leave it to the groups' rules */
export function assignNotes(document: DocumentState, noteIds: readonly string[], to: string): Result<Edit> {
  const notes = found(document, 'notes', noteIds);
  if (!notes.ok) return notes;
  const target = assignmentTo(document, to);
  if (!target.ok) return target;
  const { groupId, where } = target.value;
  return edit(
    `Assign ${counted(notes.value.length, 'note')} to ${where}`,
    notes.value.flatMap(({ id }) =>
      changeOf(document, 'assignments', id, groupId === undefined ? null : { id, groupId }),
    ),
  );
}

function assignmentTo(
  document: DocumentState,
  to: string,
): Result<{ readonly groupId: string | null | undefined; readonly where: string }> {
  if (to === 'rule') return ok({ groupId: undefined, where: 'the groups of their rules' });
  if (to === 'rest') return ok({ groupId: null, where: 'the rest' });
  const groups = found(document, 'groups', [to]);
  return groups.ok ? ok({ groupId: to, where: `"${groups.value[0]!.name}"` }) : groups;
}
