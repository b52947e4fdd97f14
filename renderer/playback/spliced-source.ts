/** A stem of which a stretch is another sound: what was tried out in a few seconds, within what plays around it. */
import { ok } from '../../shared/std/result.ts';
import { chunkFrames } from './chunk-plan.ts';
import type { StemSamples } from './stem-buffer.ts';
import type { StemSource } from './stem-source.ts';
import type { WavShape } from './wav-stream.ts';

export type Stretch = { readonly startFrame: number; readonly endFrame: number };

const fadeSec = 0.01;

/**
 * @param shape of the whole
 * @param around what plays before and behind; null is silence
 * @param inside begins at the stretch's first frame; null is silence
 * Both fade over 10 ms at the stretch's edges, so that stems that sum to the recording still do.
 */
export function splicedSource(
  shape: WavShape,
  around: StemSource | null,
  inside: StemSource | null,
  stretch: Stretch,
): StemSource {
  return {
    shape,
    async fetchChunk(chunk, signal) {
      const from = chunk * chunkFrames;
      const count = Math.max(0, Math.min(chunkFrames, shape.lengthFrames - from));
      const share = insideShare(stretch, shape, from, count);
      const sum = Array.from({ length: shape.channels }, () => new Float32Array(count));
      if (around !== null && share.some((value) => value < 1)) {
        const samples = await around.fetchChunk(chunk, signal);
        if (!samples.ok) return samples;
        addWeighted(sum, samples.value, 0, (frame) => 1 - share[frame]!);
      }
      if (inside !== null && share.some((value) => value > 0)) {
        const first = Math.max(from, stretch.startFrame) - stretch.startFrame;
        const last = Math.min(from + count, stretch.endFrame) - stretch.startFrame;
        for (let piece = Math.floor(first / chunkFrames); piece * chunkFrames < last; piece++) {
          const samples = await inside.fetchChunk(piece, signal);
          if (!samples.ok) return samples;
          addWeighted(
            sum,
            samples.value,
            piece * chunkFrames + stretch.startFrame - from,
            (frame) => share[frame]!,
          );
        }
      }
      return ok(sum);
    },
  };
}

function insideShare(
  { startFrame, endFrame }: Stretch,
  shape: WavShape,
  from: number,
  count: number,
): Float32Array {
  const fade = Math.max(1, fadeSec * shape.sampleRate);
  return Float32Array.from({ length: count }, (_, i) => {
    const frame = from + i;
    // The recording's own ends need no fade.
    const rise = startFrame <= 0 ? 1 : (frame - startFrame) / fade;
    const fall = endFrame >= shape.lengthFrames ? 1 : (endFrame - frame) / fade;
    return frame < startFrame || frame >= endFrame ? 0 : Math.min(1, Math.max(0, Math.min(rise, fall)));
  });
}

/** @param at where the first frame of `samples` lies in `sum`; what lies outside is left out */
function addWeighted(
  sum: readonly Float32Array[],
  samples: StemSamples,
  at: number,
  weight: (frame: number) => number,
): void {
  sum.forEach((target, channel) => {
    const source = samples[Math.min(channel, samples.length - 1)];
    if (source === undefined) return;
    const first = Math.max(0, -at);
    const end = Math.min(source.length, target.length - at);
    for (let i = first; i < end; i++) target[at + i]! += source[i]! * weight(at + i);
  });
}
