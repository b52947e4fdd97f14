/** One pass over a recording: how loud every semitone is, a hundred times a second. */
import { divisiError } from '../../../../../shared/contract/errors.ts';
import { err, ok } from '../../../../../shared/std/result.ts';
import type { Result } from '../../../../../shared/std/result.ts';
import { RecordingFailure } from '../../audio/file-failure.ts';
import type { Recording } from '../../audio/recording.ts';
import { bandCount, BandBank, slowFactor } from './band-bank.ts';
import { DecimatedReader } from './decimated-reader.ts';
import { Decimator } from './decimator.ts';
import { estimateTuning } from './estimate-tuning.ts';

/** What every step of an alignment looks at. Frame n is centred on n hopSec. */
export type BandLevels = {
  readonly frames: number;
  /** Seconds between frames: 0.01, rounded to whole samples. */
  readonly hopSec: number;
  /** [frames, bandCount], log-compressed: 0 is inaudible beside the music, about 1 its usual level. */
  readonly levels: Float32Array;
  readonly tuningCents: number;
};

const analysisDefaults = Object.freeze({
  hopSec: 0.01,
  blockFrames: 400,
  /** Levels this far below the loud ones count as half a unit of nothing. */
  floorDb: -60,
});

/**
 * Channels' powers are summed, so that sound of opposite phase in two channels does not vanish.
 * Memory: 400 bytes a frame, 144 MB an hour. Fails with 'cancelled' or what reading fails with.
 */
export async function analyseBands(
  recording: Recording,
  hooks: { readonly signal: AbortSignal; onProgress(fraction: number): void },
): Promise<Result<BandLevels>> {
  try {
    const reader = new DecimatedReader(recording);
    const tuningCents = await estimateTuning(reader);
    const bank = new BandBank(reader.sampleRate, tuningCents);
    const hop =
      slowFactor * Math.max(1, Math.round((reader.sampleRate * analysisDefaults.hopSec) / slowFactor));
    const frames = Math.floor(reader.lengthSamples / hop) + 1;
    const levels = new Float32Array(frames * bandCount);
    const thinner = new Decimator(slowFactor);
    const margin = bank.reachSamples + thinner.reachSamples;
    for (let first = 0; first < frames; first += analysisDefaults.blockFrames) {
      if (hooks.signal.aborted) return err(divisiError('cancelled', 'Stopped.'));
      const count = Math.min(analysisDefaults.blockFrames, frames - first);
      const length = (count - 1) * hop + 2 * bank.reachSamples;
      const channels = await reader.read(first * hop - margin, length + 2 * thinner.reachSamples + 1);
      for (const padded of channels) {
        const slow = thinner.apply(padded, length / slowFactor);
        const samples = padded.subarray(thinner.reachSamples);
        for (let n = 0; n < count; n++) {
          const row = (first + n) * bandCount;
          bank.addPowers(samples, slow, n * hop + bank.reachSamples, levels, row);
        }
      }
      hooks.onProgress((first + count) / frames);
    }
    compress(levels);
    return ok({ frames, hopSec: hop / reader.sampleRate, levels, tuningCents });
  } catch (cause) {
    if (cause instanceof RecordingFailure) return err(cause.error);
    throw cause;
  }
}

/** Powers to log(1 + amplitude / floor), scaled so that the loud tenth of the frames' peaks begins at 1. */
function compress(levels: Float32Array): void {
  const peaks = new Float32Array(levels.length / bandCount);
  for (let n = 0; n < peaks.length; n++) {
    for (let b = 0; b < bandCount; b++) peaks[n] = Math.max(peaks[n]!, levels[n * bandCount + b]!);
  }
  peaks.sort();
  const loud = Math.sqrt(peaks[Math.floor(0.9 * (peaks.length - 1))] ?? 0);
  const reference = loud > 0 ? loud : Math.sqrt(peaks.at(-1) ?? 0);
  if (!(reference > 0)) return;
  const floor = reference * 10 ** (analysisDefaults.floorDb / 20);
  const scale = 1 / Math.log(1 + reference / floor);
  for (let i = 0; i < levels.length; i++) levels[i] = scale * Math.log(1 + Math.sqrt(levels[i]!) / floor);
}
