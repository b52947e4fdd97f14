/** How far the labels of a note reach: its own word, or else its group's, the document's, or an automatic one. */
import { autoTolerance } from '../labels/auto-tolerance.ts';
import type { NoteTolerances } from '../labels/auto-tolerance.ts';
import type { LabelSettings } from '../labels/label-settings.ts';
import { singleOf } from './document-state.ts';
import type { DocumentState } from './document-state.ts';
import type { MethodOverrides } from './method-overrides.ts';
import { modelDefaults } from './new-document.ts';
import { recordOf } from './record-table.ts';
import type { ToleranceRecord } from './records.ts';

/** What holds where nobody said anything. */
export type AutoTolerance = (note: NoteToJudge, settings: LabelSettings) => NoteTolerances;

export type NoteToJudge = {
  /** How far the onset can be trusted, 0..1; null: not aligned. */
  readonly confidence: number | null;
  /** Whether the instrument's tones decay once struck. */
  readonly decays: boolean;
};

/** The method's own, however sure the alignment is. */
export const methodTolerance: AutoTolerance = (_note, settings) => settings;

/**
 * The rule of the document's model: the default method follows the confidence of notes that were aligned, but
 * for what its settings say themselves; the published methods keep their own tolerance.
 * @param windowSec length of the analysis window
 */
export function toleranceRuleOf(document: DocumentState, windowSec: number): AutoTolerance {
  const { method, overrides } = singleOf(document, 'model') ?? modelDefaults;
  if (method !== 'divisi') return methodTolerance;
  const said = saidBy(overrides);
  const isSilent = Object.keys(said).length === 0;
  return ({ confidence, decays }, settings) => {
    if (confidence === null) return settings;
    const automatic = autoTolerance(confidence, windowSec, decays);
    return isSilent ? automatic : { ...automatic, ...said };
  };
}

function saidBy({ toleranceOnsetSec, toleranceSustainSec }: MethodOverrides): Partial<NoteTolerances> {
  return {
    ...(toleranceOnsetSec === undefined ? {} : { toleranceOnsetSec }),
    ...(toleranceSustainSec === undefined ? {} : { toleranceSustainSec }),
  };
}

/** Each of the four sides by itself. Cost O(1). */
export function effectiveTolerance(
  document: DocumentState,
  noteId: string,
  groupId: string | null,
  automatic: NoteTolerances,
): NoteTolerances {
  const { tolerances } = document;
  if (tolerances.size === 0) return automatic;
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
