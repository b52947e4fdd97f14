/** The magnitudes that a model is trained on. */
import { divisiError } from '../../../../shared/contract/errors.ts';
import { err, ok } from '../../../../shared/std/result.ts';
import type { Result } from '../../../../shared/std/result.ts';
import { RecordingFailure } from '../audio/file-failure.ts';
import type { Recording } from '../audio/recording.ts';
import { defaultBlockFrames, StreamingStft } from '../spectrum/streaming-stft.ts';
import type { StftSettings } from '../spectrum/stft-settings.ts';
import type { MagnitudeBands } from './magnitude-bands.ts';

export type Analysis = {
  /** V, [frames, bands] flattened. */
  readonly magnitudes: Float32Array;
  readonly frames: number;
};

/**
 * V: in every bin the root of the channels' summed powers, so that sound of opposite phase in two
 * channels does not vanish; bins summed into bands. One pass; memory: the result and one block.
 * Fails with 'cancelled' or what reading the recording fails with.
 * @param recording the part to analyse, `createExcerpt(...)`; numbers only
 */
export async function analyseRecording(
  recording: Recording,
  settings: StftSettings,
  bands: MagnitudeBands,
  hooks: { readonly signal: AbortSignal; onProgress(fraction: number): void },
): Promise<Result<Analysis>> {
  const stft = new StreamingStft(recording, settings);
  const { edges, bandCount } = bands;
  if (edges[bandCount] !== stft.bins) {
    throw new RangeError(`expected bands over ${stft.bins} bins, got ${edges[bandCount]}`);
  }
  const magnitudes = new Float32Array(stft.frames * bandCount);
  try {
    for await (const block of stft.blocks(defaultBlockFrames(settings), hooks.signal)) {
      for (let frame = 0; frame < block.frameCount; frame++) {
        const row = (block.startFrame + frame) * bandCount;
        poolFrame(block.spectra, frame * stft.bins * 2, bands, magnitudes.subarray(row, row + bandCount));
      }
      hooks.onProgress((block.startFrame + block.frameCount) / stft.frames);
    }
  } catch (cause) {
    if (cause instanceof RecordingFailure) return err(cause.error);
    throw cause;
  }
  if (hooks.signal.aborted) return err(divisiError('cancelled', 'Stopped.'));
  return ok({ magnitudes, frames: stft.frames });
}

function poolFrame(
  spectra: readonly Float32Array[],
  offset: number,
  { edges, bandCount }: MagnitudeBands,
  out: Float32Array,
): void {
  for (let band = 0; band < bandCount; band++) {
    let sum = 0;
    for (let bin = edges[band]!; bin < edges[band + 1]!; bin++) {
      let power = 0;
      for (const spectrum of spectra) {
        const re = spectrum[offset + 2 * bin]!;
        const im = spectrum[offset + 2 * bin + 1]!;
        power += re * re + im * im;
      }
      sum += Math.sqrt(power);
    }
    out[band] = sum;
  }
}
