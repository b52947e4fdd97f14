import { beforeAll, describe, expect, it } from 'vitest';
import { loadTensors, type TensorFlow } from '../../../../../electron/backend/native/load-tensorflow.ts';
import {
  addMissingWasmKernels,
  BORROWED_KERNELS,
} from '../../../../../electron/backend/native/wasm-kernels.ts';

let tf: TensorFlow;
beforeAll(async () => {
  const result = await loadTensors('wasm');
  if (!result.ok) throw new Error(result.error.message);
  tf = result.value.tf;
});

describe('kernels that the WebAssembly backend borrows', () => {
  it('[N6] are registered once', () => {
    addMissingWasmKernels(tf);
    const names = tf.getKernelsForBackend('wasm').map(({ kernelName }) => kernelName);
    for (const name of BORROWED_KERNELS) expect(names.filter((other) => other === name)).toHaveLength(1);
  });

  it('[N6] compute the gradient of gather and leave no tensor behind', () => {
    const before = tf.memory();
    tf.tidy(() => {
      const rows = tf.tensor1d([0, 2, 2], 'int32');
      const gradient = tf.grad((x) => tf.sum(tf.square(tf.gather(x, rows))))(tf.tensor1d([1, 2, 3]));
      expect([...gradient.dataSync()]).toEqual([2, 0, 12]);
    });
    expect(tf.memory().numTensors).toBe(before.numTensors);
    expect(tf.memory().numDataBuffers).toBe(before.numDataBuffers);
  });
});
