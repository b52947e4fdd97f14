/** Some notes as a stem of their own. */
import { divisiError } from '../../../shared/contract/errors.ts';
import type { DocumentState } from '../../../shared/document/document-state.ts';
import type { VisitRef } from '../../../shared/document/edits/note-visits.ts';
import { soundingNotes } from '../../../shared/document/note-times.ts';
import { err, ok } from '../../../shared/std/result.ts';
import type { Result } from '../../../shared/std/result.ts';
import type { LiveOrder } from '../engine/live/live-order.ts';
import { maskAdjustmentOf } from './mask-adjustment-of.ts';

const selectionStem = 'selection';

/**
 * Takes soundings out of their groups, into a stem that follows the others. All that trainings depend on stays.
 * @param order of the document
 * Fails with 'bad-request' where none of them sounds.
 */
export function selectNotes(
  document: DocumentState,
  order: LiveOrder,
  refs: readonly VisitRef[],
): Result<LiveOrder> {
  const whole = new Set(refs.filter(({ visit }) => visit === null).map(({ noteId }) => noteId));
  const single = new Set(refs.map(({ noteId, visit }) => `${noteId}@${visit}`));
  const groups = [...order.groups, selectionStem];
  const isSelected = soundingNotes(document).map(
    ({ noteId, visit }) => whole.has(noteId) || single.has(`${noteId}@${visit}`),
  );
  if (!isSelected.includes(true)) {
    return err(divisiError('bad-request', 'None of the selected notes sounds in the recording.'));
  }
  return ok({
    ...order,
    groups,
    groupOfNote: order.groupOfNote.map((group, index) => (isSelected[index]! ? groups.length - 1 : group)),
    adjustment: maskAdjustmentOf(document, groups),
  });
}
