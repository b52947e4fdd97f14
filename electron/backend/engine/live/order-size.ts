/** The matrices that an order makes of its recording, before any sound is read. */
import { countBins, countFrames, chooseStft } from '../spectrum/stft-settings.ts';
import { magnitudeBands } from '../model/magnitude-bands.ts';
import type { MethodSettings } from '../model/method-settings.ts';
import type { TrainingSize } from '../model/training-work.ts';
import type { LiveOrder } from './live-order.ts';

export type RecordingSize = { readonly sampleRate: number; readonly lengthSamples: number };

/**
 * Cost O(notes). Null where the method's window is not possible at this rate.
 * @param settings of the order's method
 */
export function orderSize(
  order: Pick<LiveOrder, 'notes'>,
  settings: MethodSettings,
  { sampleRate, lengthSamples }: RecordingSize,
): TrainingSize | null {
  const { windowMs, hopMs } = settings.layers[0]!;
  const stft = chooseStft(sampleRate, windowMs, hopMs);
  if (!stft.ok) return null;
  const { windowSamples, hopSamples } = stft.value;
  const { bandCount } = magnitudeBands(
    countBins(windowSamples),
    sampleRate / windowSamples,
    settings.relativeBandWidth,
  );
  const classes = new Set(order.notes.map(({ part, pitchMidi }) => part * 128 + pitchMidi)).size;
  return {
    frames: countFrames(lengthSamples, hopSamples),
    bands: bandCount,
    units: classes * settings.labels.units + settings.labels.freeUnits,
  };
}
