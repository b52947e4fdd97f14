/** Which ticks of a score each run of a warp covers. */
import type { Alignment, WarpPoint } from './alignment.ts';
import { lastTick, scoreBeats } from './score-beats.ts';
import type { Score } from './score.ts';
import { ticksToSec } from './tempo-map.ts';
import type { TempoMap } from './tempo-map.ts';
import { audioSecsAt, warpRuns } from './warp.ts';

export type TimedScore = Pick<Score, 'notes' | 'ticksPerQuarter' | 'tempoChanges' | 'timeSignatures'>;

/** Ticks [fromTick, toTick), sounding as `run` says. */
export type TickSpan = {
  readonly fromTick: number;
  readonly toTick: number;
  readonly run: readonly WarpPoint[];
};

/** A beat that takes longer than this holds a pause: no tempo could fill it. */
const longestBeatSec = 12;

/**
 * In the recording's order. A span begins on the beat before its first note and ends on the beat after its last
 * one's onset; the outermost spans reach to the score's ends unless notes there are left out.
 */
export function spansOf(
  score: TimedScore,
  map: TempoMap,
  { warp, notes }: Pick<Alignment, 'warp' | 'notes'>,
): TickSpan[] {
  const endTick = lastTick(score) + 1;
  const beats = scoreBeats(score, endTick).map(({ tick }) => tick);
  const tickOf = new Map(score.notes.map(({ id, onsetTick }) => [id, onsetTick]));
  const firstTick = score.notes.reduce((least, { onsetTick }) => Math.min(least, onsetTick), Infinity);
  const finalTick = score.notes.reduce((most, { onsetTick }) => Math.max(most, onsetTick), 0);
  const runs = warpRuns(warp);
  return runs.flatMap((run, index): TickSpan[] => {
    const fromSec = index === 0 ? -Infinity : run[0]![1];
    const toSec = runs[index + 1]?.[0]?.[1] ?? Infinity;
    const ticks = notes
      .filter(({ onsetSec }) => onsetSec >= fromSec && onsetSec < toSec)
      .map(({ id }) => tickOf.get(id) ?? Number.NaN)
      .filter((tick) => tick >= 0);
    if (ticks.length === 0) return [];
    const first = ticks.reduce((least, tick) => Math.min(least, tick), Infinity);
    const last = ticks.reduce((most, tick) => Math.max(most, tick), 0);
    const fromTick = beats.findLast((tick) => tick <= first) ?? 0;
    const toTick = beats.find((tick) => tick > last) ?? endTick;
    const span = {
      fromTick: index === 0 && first <= firstTick ? 0 : fromTick,
      toTick: index === runs.length - 1 && last >= finalTick ? Math.max(endTick, toTick) : toTick,
      run,
    };
    return splitAtPauses(span, beats, map);
  });
}

/** Cut at the beat that ends each pause. */
function splitAtPauses(span: TickSpan, beats: readonly number[], map: TempoMap): TickSpan[] {
  const secOf = (tick: number): number => audioSecsAt([span.run], ticksToSec(map, tick), Infinity)[0] ?? 0;
  const inside = beats.filter((tick) => tick > span.fromTick && tick < span.toTick);
  const cuts = inside.filter(
    (tick, i) => secOf(tick) - secOf(inside[i - 1] ?? span.fromTick) > longestBeatSec,
  );
  const edges = [span.fromTick, ...cuts, span.toTick];
  return edges.slice(1).map((toTick, i) => ({ ...span, fromTick: edges[i]!, toTick }));
}
