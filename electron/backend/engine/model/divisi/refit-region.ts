import type { TensorFlow } from '../../../native/load-tensorflow.ts';
import type { TrainingInput } from '../training-input.ts';
import type { DecayRule } from './decay-limit.ts';
import { fitActivations } from './fit-activations.ts';

/** Enough to come within 0.1 dB of what a whole training gives the region. */
const defaultSteps = 15;
/** Seconds before the region that are fitted with it, so that notes which still ring bring their level. */
const runUpSec = 1;

export type FrameRegion = {
  readonly first: number;
  /** One past the last. */
  readonly end: number;
};

/**
 * Fits the activations of some frames to the recording anew, under fixed templates: what a change of labels
 * there sounds like, without a training.
 *
 * @param activations [frames, K] flattened, changed in place within the region
 * @returns false when the signal stopped it. Cost: as `fitActivations` over the region.
 */
export async function refitRegion(
  tf: TensorFlow,
  input: TrainingInput,
  templates: Float32Array,
  activations: Float32Array,
  region: FrameRegion,
  rule: DecayRule,
  signal: AbortSignal,
  steps = defaultSteps,
): Promise<boolean> {
  const { bands, unitTable, hopSec } = input;
  const first = Math.max(0, region.first - Math.round(runUpSec / hopSec));
  const frames = region.end - first;
  if (frames <= 0) return true;
  const part = <A extends Float32Array | Uint8Array>(matrix: A, width: number): A =>
    matrix.subarray(first * width, region.end * width) as A;
  const units = unitTable.unitCount;
  return fitActivations(
    tf,
    {
      ...input,
      frames,
      magnitudes: part(input.magnitudes, bands.bandCount),
      labels: part(input.labels, units),
    },
    templates,
    part(activations, units),
    steps,
    rule,
    signal,
  );
}
