/** What a document changes about finished masks: strengths and regions, by the stems' indexes. */
import type { DocumentState } from '../../../shared/document/document-state.ts';
import { recordOf, recordsOf } from '../../../shared/document/record-table.ts';
import type { MaskAdjustment } from '../engine/model/masks/model-masks.ts';
import type { StemStrength } from '../engine/model/masks/stem-strengths.ts';

/**
 * Background and residual are both what the groups leave. Regions act in the order of their ids, 'r2' before
 * 'r10'; one of a stem that is not there hands over nothing.
 * @param stemIds of the masks, in their order
 */
export function maskAdjustmentOf(document: DocumentState, stemIds: readonly string[]): MaskAdjustment {
  const strengthOf = (id: string): StemStrength | null => {
    const record = recordOf(document.strengths, id);
    return record === undefined ? null : { exponent: record.maskExponent, floorDb: record.floorDb };
  };
  const strengths = [...stemIds, 'background'].map(strengthOf);
  const indexOf = (id: string): number =>
    id === 'background' || id === 'residual' ? stemIds.length : stemIds.indexOf(id);
  const regions = [...recordsOf(document.regions)]
    .sort((a, b) => a.id.length - b.id.length || (a.id < b.id ? -1 : 1))
    .map(({ fromGroupId, toGroupId, corners }) => ({
      from: fromGroupId === null ? null : indexOf(fromGroupId),
      to: indexOf(toGroupId),
      corners,
    }))
    .filter(({ from, to }) => from !== -1 && to !== -1 && from !== to);
  return { strengths: strengths.every((each) => each === null) ? [] : strengths, regions };
}
