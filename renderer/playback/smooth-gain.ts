/** Gains that move without a click: nine tenths of the way in less than 10 ms, all of it within 20. */
const smoothSec = 0.004;

/** How much of the way is left after some frames. */
export function smoothRest(frames: number, sampleRate: number): number {
  return Math.exp(-frames / (smoothSec * sampleRate));
}

/** Adds `source` to `target`, at a gain that goes straight from one value to another. */
export function addRamped(
  target: Float32Array,
  at: number,
  source: Float32Array,
  frames: number,
  from: number,
  to: number,
): void {
  if (from === 0 && to === 0) return;
  const step = (to - from) / frames;
  for (let i = 0; i < frames; i++) target[at + i]! += source[i]! * (from + step * (i + 1));
}
