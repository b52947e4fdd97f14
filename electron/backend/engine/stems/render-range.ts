/** Part of the stems of a recording, exactly as rendering all of it would give that part. */
import { divisiError } from '../../../../shared/contract/errors.ts';
import { err, ok } from '../../../../shared/std/result.ts';
import type { Result } from '../../../../shared/std/result.ts';
import { RecordingFailure } from '../audio/file-failure.ts';
import type { Recording } from '../audio/recording.ts';
import { OverlapAdd } from '../spectrum/overlap-add.ts';
import { defaultBlockFrames, StreamingStft } from '../spectrum/streaming-stft.ts';
import type { MaskLayer } from './stem-masks.ts';

export type RangeRequest = {
  readonly recording: Recording;
  /** One layer, whose masks cover the whole recording. */
  readonly layer: MaskLayer;
  readonly startSample: number;
  /** One past the last sample. */
  readonly endSample: number;
  readonly signal: AbortSignal;
};

/**
 * Memory: the range, once for every stem. Fails with 'cancelled', 'training-diverged' (masks that are not
 * numbers), or what reading the recording fails with.
 * @returns [groups + 1][channels][samples], the residual last: the recording minus the groups
 */
export async function renderRange(request: RangeRequest): Promise<Result<Float32Array[][]>> {
  try {
    return await render(request);
  } catch (cause) {
    if (cause instanceof RecordingFailure) return err(cause.error);
    throw cause;
  }
}

async function render({
  recording,
  layer,
  startSample,
  endSample,
  signal,
}: RangeRequest): Promise<Result<Float32Array[][]>> {
  const { masks, windowSamples, hopSamples } = layer;
  const settings = { windowSamples, hopSamples };
  const stft = new StreamingStft(recording, settings);
  const { bins } = stft;
  // Samples within a window of the outermost frames would lack the frames beyond them.
  const reach = windowSamples / hopSamples;
  const firstFrame = Math.max(0, Math.floor(startSample / hopSamples) - reach);
  const lastFrame = Math.min(stft.frames - 1, Math.ceil(endSample / hopSamples) + reach);
  const firstSample = firstFrame * hopSamples;
  const coveredSamples = Math.min(
    (lastFrame - firstFrame) * hopSamples,
    recording.lengthSamples - firstSample,
  );
  const count = endSample - startSample;
  const mix = await recording.read(startSample, count);
  const groups = Array.from({ length: masks.groupCount }, () => mix.map(() => new Float32Array(count)));
  const inverses = groups.map((channels) => channels.map(() => new OverlapAdd(settings, coveredSamples)));
  const blockFrames = defaultBlockFrames(settings);
  for (let frame = firstFrame; frame <= lastFrame; frame += blockFrames) {
    if (signal.aborted) return err(divisiError('cancelled', 'Stopped.'));
    const frameCount = Math.min(blockFrames, lastFrame + 1 - frame);
    const spectra = await stft.readFrames(frame, frameCount);
    const block = await masks.masksFor(frame, frameCount);
    const masked = new Float32Array(frameCount * bins * 2);
    inverses.forEach((channels, group) => {
      const mask = block.subarray(group * frameCount * bins, (group + 1) * frameCount * bins);
      channels.forEach((inverse, channel) => {
        const spectrum = spectra[channel]!;
        for (let i = 0; i < mask.length; i++) {
          masked[2 * i] = spectrum[2 * i]! * mask[i]!;
          masked[2 * i + 1] = spectrum[2 * i + 1]! * mask[i]!;
        }
        const position = firstSample + inverse.finishedSamples - startSample;
        copyInto(groups[group]![channel]!, inverse.push(masked), position);
      });
    });
  }
  const residual = mix.map((samples, channel) => {
    const rest = samples.slice();
    for (const group of groups) {
      const claimed = group[channel]!;
      for (let i = 0; i < count; i++) rest[i]! -= claimed[i]!;
    }
    return rest;
  });
  if (residual.some((samples) => samples.some((value) => !Number.isFinite(value)))) {
    return err(divisiError('training-diverged', 'The masks hold values that are not numbers.'));
  }
  return ok([...groups, residual]);
}

/** What of `samples`, the first at `position` of `target`, lies within it. */
function copyInto(target: Float32Array, samples: Float32Array, position: number): void {
  const from = Math.max(0, -position);
  const to = Math.min(samples.length, target.length - position);
  if (to > from) target.set(samples.subarray(from, to), position + from);
}
