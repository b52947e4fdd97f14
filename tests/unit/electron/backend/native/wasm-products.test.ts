import { beforeAll, describe, expect, it } from 'vitest';
import { loadTensors, type TensorFlow } from '../../../../../electron/backend/native/load-tensorflow.ts';
import { speedUpTransposedProducts } from '../../../../../electron/backend/native/wasm-products.ts';

let tf: TensorFlow;
beforeAll(async () => {
  const result = await loadTensors('wasm');
  if (!result.ok) throw new Error(result.error.message);
  tf = result.value.tf;
});

describe('transposed products on the WebAssembly backend', () => {
  it.each([
    [false, false],
    [true, false],
    [false, true],
    [true, true],
  ])('[N6] transposeA %s, transposeB %s: equal to the product written out', (transposeA, transposeB) => {
    const left = [
      [1, 2, 3],
      [4, 5, 6],
    ];
    const right = [
      [1, 0],
      [2, 1],
      [0, 3],
    ];
    tf.tidy(() => {
      const a = transposeA ? tf.transpose(tf.tensor2d(left)) : tf.tensor2d(left);
      const b = transposeB ? tf.transpose(tf.tensor2d(right)) : tf.tensor2d(right);
      expect([...tf.matMul(a, b, transposeA, transposeB).dataSync()]).toEqual([5, 11, 14, 23]);
    });
  });

  it('[N6] batches multiply matrix by matrix, and nothing stays behind', () => {
    const before = tf.memory();
    tf.tidy(() => {
      const a = tf.tensor3d([[[1, 2]], [[3, 4]]]);
      expect([...tf.matMul(a, a, false, true).dataSync()]).toEqual([5, 25]);
    });
    expect(tf.memory().numDataBuffers).toBe(before.numDataBuffers);
  });

  it('[N6] a second call changes nothing', () => {
    const { kernelFunc } = tf.getKernel('BatchMatMul', 'wasm');
    speedUpTransposedProducts(tf);
    expect(tf.getKernel('BatchMatMul', 'wasm').kernelFunc).toBe(kernelFunc);
  });
});
