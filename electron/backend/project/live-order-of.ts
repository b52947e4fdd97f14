/** What a document asks of the engine. */
import { divisiError } from '../../../shared/contract/errors.ts';
import { recordingOf, singleOf } from '../../../shared/document/document-state.ts';
import type { DocumentState } from '../../../shared/document/document-state.ts';
import { toleranceRuleOf } from '../../../shared/document/effective-tolerance.ts';
import { labelInputOf } from '../../../shared/document/labels-of.ts';
import { modelDefaults } from '../../../shared/document/new-document.ts';
import { orderedGroups } from '../../../shared/document/note-groups.ts';
import { recordsOf } from '../../../shared/document/record-table.ts';
import { err, ok } from '../../../shared/std/result.ts';
import type { Result } from '../../../shared/std/result.ts';
import type { LiveOrder } from '../engine/live/live-order.ts';
import { methodSettings } from '../engine/model/method-settings.ts';
import { maskAdjustmentOf } from './mask-adjustment-of.ts';

export type OrderedStem = {
  /** The group's id, or 'rest'. */
  readonly id: string;
  readonly name: string;
  /** Soundings within the recording. */
  readonly notes: number;
};

export type OrderOfDocument = {
  /** Its groups are the stems' ids. */
  readonly order: LiveOrder;
  /** As the order's groups: the document's, then, where a note has no group or a region goes to it, the rest. */
  readonly stems: readonly OrderedStem[];
};

const restStem = { id: 'rest', name: 'rest' } as const;

/**
 * @param recordingPath absolute
 * Fails with 'score-mismatch' when no note sounds within the recording. Cost O(notes log notes).
 */
export function liveOrderOf(document: DocumentState, recordingPath: string): Result<OrderOfDocument> {
  const { method, seed, overrides } = singleOf(document, 'model') ?? modelDefaults;
  const settings = methodSettings(method, overrides);
  const windowSec = Math.max(...settings.layers.map(({ windowMs }) => windowMs)) / 1000;
  const { notes, parts, paint, groupOfNote } = labelInputOf(
    document,
    settings.labels,
    toleranceRuleOf(document, windowSec),
  );
  const groups = orderedGroups(document).map(({ id, name }) => ({ id, name }));
  const hasRest =
    groupOfNote.includes(-1) ||
    [...recordsOf(document.regions)].some(({ toGroupId }) => toGroupId === restStem.id);
  const stems = hasRest ? [...groups, restStem] : groups;
  const stemIds = stems.map(({ id }) => id);
  const stemOfNote = Array.from(groupOfNote, (group) => (group < 0 ? groups.length : group));
  const { lengthSec } = recordingOf(document);
  const counts = new Array<number>(stems.length).fill(0);
  notes.forEach(({ onsetSec, offsetSec }, index) => {
    if (onsetSec < lengthSec && offsetSec > 0) counts[stemOfNote[index]!]! += 1;
  });
  if (counts.every((count) => count === 0)) {
    const message = `None of the ${notes.length} notes sounds within the recording's ${lengthSec.toFixed(1)} s.`;
    return err(divisiError('score-mismatch', message));
  }
  return ok({
    order: {
      recordingPath,
      notes,
      parts,
      paint,
      groups: stemIds,
      groupOfNote: stemOfNote,
      method,
      overrides,
      seed,
      tuningCents: singleOf(document, 'alignment')?.tuningCents ?? 0,
      adjustment: maskAdjustmentOf(document, stemIds),
    },
    stems: stems.map((stem, index) => ({ ...stem, notes: counts[index]! })),
  });
}
