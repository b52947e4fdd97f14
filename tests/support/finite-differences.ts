import type { Tensor } from '@tensorflow/tfjs-core';
import type { TensorFlow } from '../../electron/backend/native/load-tensorflow.ts';

/** Half a step of central differences: float32 rounding and the third derivative cost about the same here. */
const HALF_STEP = 4e-3;

/**
 * The largest difference between the derivative of a scalar function by backpropagation and by central
 * differences, as a share of the largest derivative.
 */
export function gradientError(
  tf: TensorFlow,
  cost: (...parameters: Tensor[]) => Tensor,
  parameters: readonly Tensor[],
): number {
  const gradients = tf
    .valueAndGrads(cost)([...parameters])
    .grads.map((gradient) => gradient.dataSync());
  let largest = 0;
  let difference = 0;
  for (const [which, parameter] of parameters.entries()) {
    const values = parameter.dataSync<'float32'>();
    for (let index = 0; index < values.length; index++) {
      const moved = (step: number): number => {
        const copy = values.slice();
        copy[index] = (copy[index] ?? 0) + step;
        const others = parameters.map((other, place) =>
          place === which ? tf.tensor(copy, parameter.shape) : other,
        );
        return tf.tidy(() => cost(...others).dataSync()[0] ?? NaN);
      };
      const numeric = (moved(HALF_STEP) - moved(-HALF_STEP)) / (2 * HALF_STEP);
      const exact = gradients[which]?.[index] ?? NaN;
      largest = Math.max(largest, Math.abs(exact));
      difference = Math.max(difference, Math.abs(exact - numeric));
    }
  }
  return difference / largest;
}
