/** The sustain pedal of the score on a timeline. */
import { partitionPoint } from '../std/partition-point.ts';
import type { PedalChange } from '../music/score.ts';
import type { DawTimeline } from './daw-timeline.ts';

/**
 * The pedal of some channels, in whole ticks of the timeline, by channel and tick: in every part of the score that is
 * played as it stands there, up in between. Cost O(changes x parts).
 * @param pedals by channel and tick, in ticks of the score
 */
export function timelinePedals(
  { stretches, scale }: Pick<DawTimeline, 'stretches' | 'scale'>,
  pedals: readonly PedalChange[],
  channels: ReadonlySet<number>,
): PedalChange[] {
  return [...channels]
    .sort((a, b) => a - b)
    .flatMap((channel) => {
      const own = pedals.filter((change) => change.channel === channel);
      const placed = stretches.flatMap(({ tick, scoreTick, ticks }) => {
        const endScoreTick = scoreTick + ticks / scale;
        const first = partitionPoint(own.length, (i) => own[i]!.tick <= scoreTick);
        const end = partitionPoint(own.length, (i) => own[i]!.tick < endScoreTick);
        const inside = own.slice(first, Math.max(first, end)).map((change) => ({
          ...change,
          tick: Math.round(tick + (change.tick - scoreTick) * scale),
        }));
        return [
          { channel, tick, value: own[first - 1]?.value ?? 0 },
          ...inside,
          { channel, tick: tick + ticks, value: 0 },
        ];
      });
      return placed.filter(({ value }, i) => value !== (placed[i - 1]?.value ?? 0));
    });
}
