/** The numbers of a computation, read outside of its `tidy`. */
import type { Tensor } from '@tensorflow/tfjs-core';
import type { TensorFlow } from '../../native/load-tensorflow.ts';

/**
 * Frees every tensor of the computation. `tf.tidy` searches whatever it hands back for tensors, a typed
 * array number by number, so that reading inside of it would take many times longer.
 */
export function computedValues(tf: TensorFlow, compute: () => Tensor): Float32Array {
  const tensor = tf.tidy(compute);
  const values = tensor.dataSync<'float32'>();
  tensor.dispose();
  return values;
}
