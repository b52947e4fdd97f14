/** A meter's bar falls smoothly, its peak stays for a while. */

export type MeterState = {
  readonly levelDb: number;
  readonly peakDb: number;
  readonly peakAtMs: number;
};

export const lowestDb = -60;
const fallDbPerSec = 30;
const holdMs = 1500;

export const restingMeter: MeterState = Object.freeze({ levelDb: lowestDb, peakDb: lowestDb, peakAtMs: 0 });

export function nextMeter(
  before: MeterState,
  measuredDb: number,
  nowMs: number,
  elapsedMs: number,
): MeterState {
  const fall = (fallDbPerSec * Math.max(elapsedMs, 0)) / 1000;
  const levelDb = Math.max(measuredDb, before.levelDb - fall, lowestDb);
  if (measuredDb >= before.peakDb)
    return { levelDb, peakDb: Math.max(measuredDb, lowestDb), peakAtMs: nowMs };
  const isHeld = nowMs - before.peakAtMs < holdMs;
  return {
    levelDb,
    peakDb: isHeld ? before.peakDb : Math.max(levelDb, before.peakDb - fall),
    peakAtMs: before.peakAtMs,
  };
}

/** 0..1 along the meter; a little over full scale is its end. */
export function meterShare(db: number): number {
  const highestDb = 3;
  return Math.min(Math.max((db - lowestDb) / (highestDb - lowestDb), 0), 1);
}
