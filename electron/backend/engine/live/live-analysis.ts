/** A recording that is open, with the magnitudes that models see: kept from job to job. */
import { ok } from '../../../../shared/std/result.ts';
import type { Result } from '../../../../shared/std/result.ts';
import { openRecording } from '../audio/open-recording.ts';
import type { Recording } from '../audio/recording.ts';
import { analyseRecording } from '../model/analyse-recording.ts';
import { magnitudeBands } from '../model/magnitude-bands.ts';
import type { MagnitudeBands } from '../model/magnitude-bands.ts';
import type { MethodSettings } from '../model/method-settings.ts';
import { chooseStft, countBins } from '../spectrum/stft-settings.ts';
import type { StftSettings } from '../spectrum/stft-settings.ts';

export type LiveAnalysis = {
  readonly recording: Recording;
  readonly stft: StftSettings;
  readonly bands: MagnitudeBands;
  /** V, [frames, bands] flattened. */
  readonly magnitudes: Float32Array;
  readonly frames: number;
  readonly hopSec: number;
};

export type AnalysisHooks = { readonly signal: AbortSignal; onProgress(fraction: number): void };

/**
 * Of the method's first layer: a project listens to one model. Fails as opening and analysing do, and with
 * 'bad-usage' for a window that this rate cannot have. The recording is the caller's to close.
 */
export async function analyseForLive(
  recordingPath: string,
  settings: MethodSettings,
  hooks: AnalysisHooks,
): Promise<Result<LiveAnalysis>> {
  const opened = await openRecording(recordingPath, {
    signal: hooks.signal,
    onProgress: (fraction) => hooks.onProgress(fraction / 2),
  });
  if (!opened.ok) return opened;
  const recording = opened.value;
  const analysed = await analyse(recording, settings, hooks);
  if (!analysed.ok) await recording.close();
  return analysed;
}

async function analyse(
  recording: Recording,
  settings: MethodSettings,
  hooks: AnalysisHooks,
): Promise<Result<LiveAnalysis>> {
  const { windowMs, hopMs } = settings.layers[0]!;
  const stft = chooseStft(recording.sampleRate, windowMs, hopMs);
  if (!stft.ok) return stft;
  const { windowSamples, hopSamples } = stft.value;
  const binHz = recording.sampleRate / windowSamples;
  const bands = magnitudeBands(countBins(windowSamples), binHz, settings.relativeBandWidth);
  const analysis = await analyseRecording(recording, stft.value, bands, {
    signal: hooks.signal,
    onProgress: (fraction) => hooks.onProgress(0.5 + fraction / 2),
  });
  if (!analysis.ok) return analysis;
  const hopSec = hopSamples / recording.sampleRate;
  return ok({ recording, stft: stft.value, bands, ...analysis.value, hopSec });
}
