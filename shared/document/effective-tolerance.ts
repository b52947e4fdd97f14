/** How far the labels of a note reach: its own word, or else its group's, the document's, or an automatic one. */
import type { LabelSettings, ToleranceSec } from '../labels/label-settings.ts';
import type { DocumentState } from './document-state.ts';
import { recordOf } from './record-table.ts';
import type { ToleranceRecord } from './records.ts';

export type NoteTolerance = {
  readonly toleranceOnsetSec: ToleranceSec;
  readonly toleranceSustainSec: ToleranceSec;
};

/** What holds where nobody said anything, from how far an onset can be trusted (null: not aligned). */
export type AutoTolerance = (confidence: number | null, settings: LabelSettings) => NoteTolerance;

/** The method's own, however sure the alignment is. */
export const methodTolerance: AutoTolerance = (_confidence, settings) => settings;

/** Each of the four sides by itself. Cost O(1). */
export function effectiveTolerance(
  document: DocumentState,
  noteId: string,
  groupId: string | null,
  automatic: NoteTolerance,
): NoteTolerance {
  const { tolerances } = document;
  const said = [
    recordOf(tolerances, `note:${noteId}`),
    groupId === null ? undefined : recordOf(tolerances, `group:${groupId}`),
    recordOf(tolerances, 'global'),
  ];
  const side = (name: Exclude<keyof ToleranceRecord, 'id'>, otherwise: number): number =>
    said.find((record) => typeof record?.[name] === 'number')?.[name] ?? otherwise;
  const { toleranceOnsetSec: onset, toleranceSustainSec: sustain } = automatic;
  return {
    toleranceOnsetSec: {
      before: side('onsetBeforeSec', onset.before),
      after: side('onsetAfterSec', onset.after),
    },
    toleranceSustainSec: {
      before: side('sustainBeforeSec', sustain.before),
      after: side('sustainAfterSec', sustain.after),
    },
  };
}
