/** Figures that a finished training is judged by where the true stems are not known. */
import { divisiError } from '../../../../shared/contract/errors.ts';
import { err, ok } from '../../../../shared/std/result.ts';
import type { Result } from '../../../../shared/std/result.ts';
import type { TensorFlow } from '../../native/load-tensorflow.ts';
import type { LearnedRepresentation } from '../model/learned-representation.ts';
import { deepestNullDb } from '../stems/null-depth.ts';
import { renderRange } from '../stems/render-range.ts';
import type { LiveAnalysis } from './live-analysis.ts';
import { maskLayerOf, maskSourceOf } from './live-masks.ts';
import type { Prepared } from './live-render.ts';
import { examineMasks } from './mask-quality.ts';

/** Of a version's metrics, by name. */
export type TrainingQuality = {
  /**
   * RMS of the recording minus the sum of its stems, relative to the recording's, dB, over the loudest ten seconds;
   * the residual is one of the stems.
   */
  readonly nullDb: number;
  /** See `MaskQuality`. */
  readonly leakageDb?: number;
  readonly residualDb: number;
};

const nullStretchSec = 10;

/**
 * As the method has its masks, without what a person did to strengths and regions. Cost: the masks once, and ten
 * seconds of rendering. Fails as rendering does, or with 'cancelled'.
 */
export async function qualityOf(
  tf: TensorFlow,
  { labels, analysis, settings, groups }: Prepared,
  representation: LearnedRepresentation,
  signal: AbortSignal,
): Promise<Result<TrainingQuality>> {
  const untouched = { strengths: [], regions: [] };
  const source = maskSourceOf(representation, labels, analysis, settings, groups.length, untouched);
  const examined = await examineMasks(tf, source, signal);
  if (examined === null) return err(divisiError('cancelled', 'Stopped.'));
  const { recording } = analysis;
  const stretch = loudestStretch(analysis);
  const rendered = await renderRange({
    recording,
    layer: maskLayerOf(tf, source, analysis),
    ...stretch,
    signal,
  });
  if (!rendered.ok) return rendered;
  const mix = await recording.read(stretch.startSample, stretch.endSample - stretch.startSample);
  const { leakageDb, residualDb } = examined;
  return ok({
    nullDb: nullDepth(mix, rendered.value),
    ...(leakageDb === null ? {} : { leakageDb }),
    residualDb,
  });
}

/** Ten seconds, or all of a shorter recording. Cost O(frames bands). */
function loudestStretch({ magnitudes, frames, bands, hopSec, recording, stft }: LiveAnalysis): {
  readonly startSample: number;
  readonly endSample: number;
} {
  const length = Math.min(frames, Math.ceil(nullStretchSec / hopSec));
  const energyOf = (frame: number): number =>
    magnitudes
      .subarray(frame * bands.bandCount, (frame + 1) * bands.bandCount)
      .reduce((sum, value) => sum + value * value, 0);
  const energies = Float64Array.from({ length: frames }, (_, frame) => energyOf(frame));
  let sum = energies.subarray(0, length).reduce((total, energy) => total + energy, 0);
  let [first, most] = [0, sum];
  for (let frame = length; frame < frames; frame++) {
    sum += energies[frame]! - energies[frame - length]!;
    if (sum > most) [first, most] = [frame - length + 1, sum];
  }
  const startSample = Math.min(first * stft.hopSamples, recording.lengthSamples - 1);
  const endSample = Math.min(recording.lengthSamples, (first + length) * stft.hopSamples);
  return { startSample, endSample: Math.max(endSample, startSample + 1) };
}

/** @param stems [stems][channels][samples] */
function nullDepth(mix: readonly Float32Array[], stems: readonly (readonly Float32Array[])[]): number {
  let [squares, differences] = [0, 0];
  mix.forEach((samples, channel) => {
    for (let i = 0; i < samples.length; i++) {
      let difference = samples[i]!;
      squares += difference ** 2;
      for (const stem of stems) difference -= stem[channel]![i]!;
      differences += difference ** 2;
    }
  });
  if (differences === 0) return deepestNullDb;
  return Math.max(deepestNullDb, 10 * Math.log10(differences / squares));
}
