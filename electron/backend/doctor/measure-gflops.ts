import type { TensorFlow } from '../native/load-tensorflow.ts';

const SIZE = 1500;
const FULL_RUNS = 5;
/** A backend that took this long for the first product is slow enough to be timed by that alone. */
const PATIENCE_SEC = 1;

/**
 * Billions of floating-point operations per second of a 1500 x 1500 by 1500 x 1500 float32 product
 * (2 n^3 operations), the best of five after one for warming up. At most a second per run on anything
 * faster than 7 GFLOP/s; one run only below that. Keeps no tensor.
 */
export function measureGflops(tf: TensorFlow): number {
  const left = tf.randomUniform([SIZE, SIZE], -1, 1, 'float32', 1);
  const right = tf.randomUniform([SIZE, SIZE], -1, 1, 'float32', 2);
  try {
    let bestSec = timeProduct(tf, left, right);
    if (bestSec < PATIENCE_SEC)
      for (let run = 0; run < FULL_RUNS; run += 1) bestSec = Math.min(bestSec, timeProduct(tf, left, right));
    return (2 * SIZE ** 3) / bestSec / 1e9;
  } finally {
    left.dispose();
    right.dispose();
  }
}

type Matrix = ReturnType<TensorFlow['randomUniform']>;

function timeProduct(tf: TensorFlow, left: Matrix, right: Matrix): number {
  const startMs = performance.now();
  // Not in tf.tidy: it would search the returned array for tensors, element by element.
  const product = tf.matMul(left, right);
  product.dataSync();
  const elapsedSec = (performance.now() - startMs) / 1000;
  product.dispose();
  return elapsedSec;
}
