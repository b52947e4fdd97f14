/** How much arithmetic a training is, before it begins: what forecasts of its time are proportional to. */
import { epochRange } from './divisi/divisi-settings.ts';
import type { DivisiSettings } from './divisi/divisi-settings.ts';
import type { TrainerSettings } from './method-settings.ts';
import type { NetworkSettings } from './network/network-settings.ts';

export type TrainingSize = {
  readonly frames: number;
  /** M */
  readonly bands: number;
  /** K */
  readonly units: number;
};

/** Matrix products of one pass over the frames, in products of [frames, K] by [K, bands]. */
const perUpdate = 8;
const perRefinement = 4;
/** A pass forwards, and two backwards: for the weights and for what comes before them. */
const perStep = 3;

/**
 * Multiplications, as if no stopping rule ended it early; the speed that is measured against them has that in it.
 * Cost O(1).
 */
export function trainingWork(settings: TrainerSettings, size: TrainingSize): number {
  switch (settings.kind) {
    case 'factorisation':
      return settings.iterations * updateWork(size);
    case 'network':
      return settings.network.epochs * networkWork(settings.network, size);
    case 'divisi':
      return divisiWork(settings.divisi, size);
  }
}

function updateWork({ frames, bands, units }: TrainingSize): number {
  return perUpdate * frames * bands * units;
}

function divisiWork(settings: DivisiSettings, size: TrainingSize): number {
  const { frames, bands, units } = size;
  const { warmPasses, refinements, hiddenUnits, contextFrames } = settings;
  const encoder = layersOf(bands * contextFrames, hiddenUnits, units) + units * bands;
  return (
    warmPasses * updateWork(size) +
    refinements * perRefinement * frames * bands * units +
    epochRange(frames, settings).most * perStep * frames * encoder
  );
}

function networkWork(settings: NetworkSettings, { frames, bands, units }: TrainingSize): number {
  const { hiddenUnits, hiddenPerUnit, contextFrames } = settings;
  const hidden = hiddenPerUnit === 0 ? hiddenUnits : hiddenPerUnit * units;
  const synthesis = hiddenPerUnit === 0 ? units * hidden + hidden * bands : hidden * bands;
  return perStep * frames * (layersOf(bands * contextFrames, hiddenUnits, units) + synthesis);
}

/** Of the analysis network: two hidden layers. */
function layersOf(inputs: number, hidden: number, units: number): number {
  return inputs * hidden + hidden * hidden + hidden * units;
}
