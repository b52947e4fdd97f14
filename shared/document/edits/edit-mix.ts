/** The mixer, how hard groups are cut out, and regions that change hands: all without training again. */
import type { Result } from '../../std/result.ts';
import type { DocumentState } from '../document-state.ts';
import { channelDefaults } from '../new-document.ts';
import { changeOf } from '../patch.ts';
import { recordOf } from '../record-table.ts';
import { sameJson } from '../same-json.ts';
import type { ChannelRecord, RegionRecord, StrengthRecord } from '../records.ts';
import { counted, edit, found, isNew, refuse } from './edit.ts';
import type { Edit } from './edit.ts';

/** @param stemIds groups, or special stems; each keeps what is not given */
export function setChannels(
  document: DocumentState,
  stemIds: readonly string[],
  to: Partial<Omit<ChannelRecord, 'id'>>,
): Result<Edit> {
  return edit(
    'Change the mix',
    stemIds.flatMap((id) => {
      const record = { ...channelDefaults, ...recordOf(document.channels, id), ...to, id };
      const isDefault = sameJson(record, { ...channelDefaults, id });
      return changeOf(document, 'channels', id, isDefault ? null : record);
    }),
  );
}

/**
 * @param stemId a group, 'rest' or 'background': the residual is cut out with the background
 * @param to null goes back to the method's own
 */
export function setStrength(
  document: DocumentState,
  stemId: string,
  to: Omit<StrengthRecord, 'id'> | null,
): Result<Edit> {
  if (stemId === 'residual' || stemId === 'master') {
    return refuse(`"${stemId}" has no strength of its own; the background has one.`);
  }
  const record = to === null ? null : { ...to, id: stemId };
  return edit('Change the strength of a separation', changeOf(document, 'strengths', stemId, record));
}

export function handOver(document: DocumentState, region: RegionRecord): Result<Edit> {
  if (region.fromGroupId === 'master' || region.toGroupId === 'master') {
    return refuse('The master is the sum of all stems; a region goes from one of them, or all, to another.');
  }
  const fresh = isNew(document, 'regions', region.id);
  return fresh.ok ? edit('Hand over a region', changeOf(document, 'regions', region.id, region)) : fresh;
}

export function takeBack(document: DocumentState, regionIds: readonly string[]): Result<Edit> {
  const regions = found(document, 'regions', regionIds);
  if (!regions.ok) return regions;
  return edit(
    `Take back ${counted(regions.value.length, 'region')}`,
    regions.value.flatMap(({ id }) => changeOf(document, 'regions', id, null)),
  );
}
