/** What a layer's training starts from, made as the product makes it, and kept for looking at snapshots. */
import { labelNotes } from '../../../shared/labels/labelling.ts';
import type { Labelling } from '../../../shared/labels/labelling.ts';
import { labelMatrix } from '../../../shared/labels/rasterise.ts';
import { ok } from '../../../shared/std/result.ts';
import type { Result } from '../../../shared/std/result.ts';
import type { Recording } from '../../../electron/backend/engine/audio/recording.ts';
import { analyseRecording } from '../../../electron/backend/engine/model/analyse-recording.ts';
import { magnitudeBands } from '../../../electron/backend/engine/model/magnitude-bands.ts';
import type {
  LayerSettings,
  MethodSettings,
} from '../../../electron/backend/engine/model/method-settings.ts';
import type { TrainingInput } from '../../../electron/backend/engine/model/training-input.ts';
import { chooseStft, countBins } from '../../../electron/backend/engine/spectrum/stft-settings.ts';
import type { StftSettings } from '../../../electron/backend/engine/spectrum/stft-settings.ts';
import type { StemTargets } from '../../../electron/backend/engine/stem-targets.ts';

export type PreparedLayer = {
  readonly stft: StftSettings;
  readonly labelling: Labelling;
  readonly input: TrainingInput;
  readonly weight: number;
};

/** @param startSec where the excerpt begins in the recording that the notes belong to */
export async function prepareLayer(
  excerpt: Recording,
  startSec: number,
  targets: Pick<StemTargets, 'notes' | 'parts'>,
  method: MethodSettings,
  layer: LayerSettings,
  seed: number,
  signal: AbortSignal,
): Promise<Result<PreparedLayer>> {
  const stft = chooseStft(excerpt.sampleRate, layer.windowMs, layer.hopMs);
  if (!stft.ok) return stft;
  const { windowSamples, hopSamples } = stft.value;
  const binHz = excerpt.sampleRate / windowSamples;
  const bands = magnitudeBands(countBins(windowSamples), binHz, method.relativeBandWidth);
  const hooks = { signal, onProgress: () => {} };
  const analysis = await analyseRecording(excerpt, stft.value, bands, hooks);
  if (!analysis.ok) return analysis;
  const { magnitudes, frames } = analysis.value;
  const hopSec = hopSamples / excerpt.sampleRate;
  const labelling = labelNotes(targets.notes, targets.parts, method.labels, { startSec, hopSec, frames });
  const labels = labelMatrix(labelling);
  const { unitTable } = labelling;
  const input = { magnitudes, frames, bands, labels, unitTable, hopSec, tuningCents: 0, seed };
  return ok({ stft: stft.value, labelling, input, weight: layer.weight });
}
