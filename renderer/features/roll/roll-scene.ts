/** What of a document the roll shows beside its notes. */
import type { Segment } from '../../canvas/paint-segments.ts';
import type { DocumentState } from '../../../shared/document/document-state.ts';
import { recordsOf } from '../../../shared/document/record-table.ts';
import type { ChannelRecord, GroupRecord } from '../../../shared/document/records.ts';
import { isHeard } from '../../../shared/export/mixer-gains.ts';

export function shownSegments({
  doubts,
  locks,
  skips,
}: Pick<DocumentState, 'doubts' | 'locks' | 'skips'>): readonly Segment[] {
  return [
    ...[...recordsOf(locks)].map((segment): Segment => ({ ...segment, look: 'lock' })),
    ...[...recordsOf(skips)].map((segment): Segment => ({ ...segment, look: 'skip' })),
    ...[...recordsOf(doubts)]
      .filter(({ state }) => state !== 'accepted')
      .map((segment): Segment => ({ ...segment, look: segment.state === 'open' ? 'doubt' : 'rejected' })),
  ];
}

/** Indices of groups that the mixer lets sound, -1 for the rest; null where all do. */
export function audibleGroups(
  groups: readonly GroupRecord[],
  channelOf: (id: string) => ChannelRecord,
): ReadonlySet<number> | null {
  const ids = [...groups.map(({ id }) => id), 'rest'];
  const channels = ids.map(channelOf);
  const heard = channels.map((channel) => isHeard(channel, channels));
  if (heard.every(Boolean)) return null;
  return new Set(heard.flatMap((isOn, index) => (isOn ? [index === groups.length ? -1 : index] : [])));
}
