import type { Rng } from '../../../../../shared/std/rng.ts';

/**
 * The batches of one pass over the recording, every frame once.
 *
 * @param batchFrames 0 puts all frames, in their order, into one batch; else they are shuffled, and the
 *   last batch takes what is left
 */
export function epochBatches(frames: number, batchFrames: number, rng: Rng): Int32Array[] {
  const order = Int32Array.from({ length: frames }, (_, frame) => frame);
  if (batchFrames === 0 || batchFrames >= frames) return [order];
  for (let last = frames - 1; last > 0; last--) {
    const other = rng.nextInt(last + 1);
    const frame = order[last] ?? 0;
    order[last] = order[other] ?? 0;
    order[other] = frame;
  }
  const batches: Int32Array[] = [];
  for (let start = 0; start < frames; start += batchFrames) {
    batches.push(order.subarray(start, start + batchFrames));
  }
  return batches;
}
