/** How fast a training goes. */
import type { LossPoint } from '../../../shared/contract/engine-state.ts';

/** Of the last few points, so that a slow beginning is forgotten. */
const regarded = 8;

/** Passes over the recording in a second; null until there are two points with a time between them. */
export function passesPerSec(points: readonly LossPoint[]): number | null {
  const last = points.at(-1);
  const first = points.at(-Math.min(points.length, regarded));
  if (last === undefined || first === undefined || last.sec <= first.sec) return null;
  return (last.epoch - first.epoch) / (last.sec - first.sec);
}
