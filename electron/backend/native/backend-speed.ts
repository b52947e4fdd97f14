import type { TensorBackend } from './load-tensorflow.ts';

/**
 * How many times longer a separation's training takes than on native TensorFlow, for telling people
 * what to expect.
 */
export const SLOWDOWN: Readonly<Record<TensorBackend, number>> = Object.freeze({
  native: 1,
  wasm: 4,
  cpu: 100,
});
