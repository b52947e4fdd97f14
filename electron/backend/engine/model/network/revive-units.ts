import type { Tensor, Tensor2D } from '@tensorflow/tfjs-core';
import type { Rng } from '../../../../../shared/std/rng.ts';
import type { TensorFlow } from '../../../native/load-tensorflow.ts';
import type { AutoencoderParameters } from './autoencoder.ts';
import { glorotLimit } from './glorot-weights.ts';

/** Places of the representation layer among the parameters. */
const LAST_WEIGHTS = 4;
const LAST_BIAS = 5;
/** A revived unit starts audible in every frame that allows it, so that gradients reach it. */
const AUDIBLE = 0.1;

/**
 * Starts dead units of the representation afresh: new weights into them, and a bias that makes them
 * audible. Disposes what it replaces.
 */
export function reviveUnits(
  tf: TensorFlow,
  parameters: AutoencoderParameters,
  dead: readonly number[],
  rng: Rng,
): AutoencoderParameters {
  return parameters.map((parameter: Tensor, index) => {
    if (index !== LAST_WEIGHTS && index !== LAST_BIAS) return parameter;
    const [hidden = 0, units = 0] =
      index === LAST_WEIGHTS ? (parameter as Tensor2D).shape : [1, parameter.size];
    const values = parameter.dataSync<'float32'>().slice();
    const limit = glorotLimit(hidden, units);
    for (const unit of dead) {
      for (let row = 0; row < hidden; row++) {
        values[row * units + unit] =
          index === LAST_BIAS ? AUDIBLE : (2 * rng.nextFloat() - 1) * limit * AUDIBLE;
      }
    }
    const revived = tf.tensor(values, parameter.shape);
    parameter.dispose();
    return revived;
  });
}
