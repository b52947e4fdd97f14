/**
 * Ticks <-> seconds of a Standard MIDI File, exactly: sums run over whole microsecond-ticks, which a
 * float64 holds without rounding up to 2^53, and are divided once.
 */
import { partitionPoint } from '../std/partition-point.ts';
import type { TempoChange } from './score.ts';

export type TempoMap = {
  readonly ticksPerQuarter: number;
  /** Sorted by tick, one per tick, the first at tick 0. */
  readonly changes: readonly TempoChange[];
};

/** What the MIDI standard assumes until a file says otherwise: 120 quarters a minute. */
const defaultMicrosPerQuarter = 500_000;

/**
 * Of several changes at one tick the last in the list counts. Changes of no or negative tempo are
 * the caller's to leave out.
 *
 * @throws when ticksPerQuarter is not positive.
 */
export function buildTempoMap(
  ticksPerQuarter: number,
  changes: readonly { readonly tick: number; readonly microsPerQuarter: number }[],
): TempoMap {
  if (!(ticksPerQuarter > 0)) throw new Error(`expected ticksPerQuarter > 0, got ${ticksPerQuarter}`);
  const sorted = [...changes].sort((a, b) => a.tick - b.tick);
  if (sorted[0]?.tick !== 0) sorted.unshift({ tick: 0, microsPerQuarter: defaultMicrosPerQuarter });
  const built: TempoChange[] = [];
  let microTicks = 0;
  for (const { tick, microsPerQuarter } of sorted) {
    const last = built.at(-1);
    if (last?.tick === tick) built.pop();
    else if (last !== undefined) microTicks += (tick - last.tick) * last.microsPerQuarter;
    built.push({ tick, sec: microTicks / (ticksPerQuarter * 1e6), microsPerQuarter });
  }
  return { ticksPerQuarter, changes: built };
}

/** Cost: O(log changes). Fractions of a tick are welcome; ticks before 0 run at the first tempo. */
export function ticksToSec(map: TempoMap, tick: number): number {
  const change = changeAt(map.changes, (candidate) => candidate.tick <= tick);
  return change.sec + ((tick - change.tick) * change.microsPerQuarter) / (map.ticksPerQuarter * 1e6);
}

/** The inverse of {@link ticksToSec}; not rounded. */
export function secToTicks(map: TempoMap, sec: number): number {
  const change = changeAt(map.changes, (candidate) => candidate.sec <= sec);
  return change.tick + ((sec - change.sec) * map.ticksPerQuarter * 1e6) / change.microsPerQuarter;
}

/** The last change that has been reached, or the first one. */
function changeAt(changes: readonly TempoChange[], reached: (change: TempoChange) => boolean): TempoChange {
  const index = partitionPoint(changes.length, (i) => reached(changes[i] as TempoChange));
  const change = changes[Math.max(0, index - 1)];
  if (change === undefined) throw new Error('expected a tempo map with at least one change');
  return change;
}
