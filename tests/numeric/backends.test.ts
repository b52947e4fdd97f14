/** The operations that the models use give the same values and gradients on every backend. */
import type { Tensor } from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import {
  loadTensors,
  TENSOR_BACKENDS,
  type TensorBackend,
  type TensorFlow,
} from '../../electron/backend/native/load-tensorflow.ts';

type Operation = (tf: TensorFlow, x: Tensor, y: Tensor) => Tensor;

/** x in (0, 1), [4, 6]; y in (0.5, 1.5), [4, 6]. Differentiable in x unless listed below. */
const OPERATIONS: Readonly<Record<string, Operation>> = {
  add: (tf, x, y) => tf.add(x, y),
  'add, broadcast': (tf, x, y) => tf.add(x, tf.slice(y, [0, 0], [1, 6])),
  sub: (tf, x, y) => tf.sub(x, y),
  mul: (tf, x, y) => tf.mul(x, y),
  'mul, broadcast': (tf, x, y) => tf.mul(tf.slice(x, [0, 0], [4, 1]), y),
  div: (tf, x, y) => tf.div(y, tf.add(x, 1)),
  matMul: (tf, x, y) => tf.matMul(x, y, false, true),
  'matMul, transposed': (tf, x, y) => tf.matMul(x, y, true, false),
  transpose: (tf, x) => tf.square(tf.transpose(x)),
  reshape: (tf, x) => tf.square(tf.reshape(x, [2, 12])),
  log: (tf, x) => tf.log(x),
  log1p: (tf, x) => tf.log1p(x),
  exp: (tf, x) => tf.exp(x),
  softplus: (tf, x) => tf.softplus(x),
  sigmoid: (tf, x) => tf.sigmoid(x),
  tanh: (tf, x) => tf.tanh(x),
  relu: (tf, x, y) => tf.relu(tf.sub(y, tf.mul(x, 2))),
  abs: (tf, x, y) => tf.abs(tf.sub(y, tf.mul(x, 2))),
  square: (tf, x) => tf.square(x),
  sqrt: (tf, x) => tf.sqrt(x),
  pow: (tf, x) => tf.pow(x, 1.7),
  maximum: (tf, x, y) => tf.maximum(x, y),
  minimum: (tf, x, y) => tf.minimum(x, y),
  clipByValue: (tf, x) => tf.clipByValue(x, 0.2, 0.7),
  softmax: (tf, x, y) => tf.mul(tf.softmax(x), y),
  sum: (tf, x) => tf.square(tf.sum(x, 0)),
  'sum, kept': (tf, x) => tf.square(tf.sum(x, 1, true)),
  mean: (tf, x) => tf.square(tf.mean(x, 1)),
  max: (tf, x) => tf.max(x, 1),
  cumsum: (tf, x) => tf.square(tf.cumsum(x, 1)),
  gather: (tf, x) => tf.square(tf.gather(x, tf.tensor1d([3, 0, 0], 'int32'))),
  slice: (tf, x) => tf.square(tf.slice(x, [1, 2], [2, 3])),
  concat: (tf, x, y) => tf.square(tf.concat([x, y, x], 1)),
  stack: (tf, x, y) => tf.square(tf.stack([x, y])),
  tile: (tf, x) => tf.square(tf.tile(x, [2, 1])),
  pad: (tf, x) =>
    tf.square(
      tf.pad(x, [
        [1, 0],
        [0, 2],
      ]),
    ),
  where: (tf, x, y) => tf.where(tf.greater(y, 1), x, y),
};

const NOT_DIFFERENTIABLE: Readonly<Record<string, Operation>> = {
  greater: (tf, x) => tf.cast(tf.greater(x, 0.5), 'float32'),
  scatterND: (tf, x) =>
    tf.scatterND(tf.tensor2d([[3], [1]], [2, 1], 'int32'), tf.slice(x, [0, 0], [2, 6]), [5, 6]),
  oneHot: (tf) => tf.cast(tf.oneHot(tf.tensor1d([2, 0], 'int32'), 3), 'float32'),
  argMax: (tf, x) => tf.cast(tf.argMax(x, 1), 'float32'),
  topk: (tf, x) => tf.topk(x, 2).values,
  isFinite: (tf, x) => tf.cast(tf.isFinite(tf.div(x, tf.sub(x, x))), 'float32'),
};

type Values = Readonly<Record<string, readonly number[]>>;

function compute(tf: TensorFlow): Values {
  return Object.fromEntries([
    ...Object.entries(OPERATIONS).flatMap(([name, operation]) => [
      [name, run(tf, operation)],
      [`gradient of ${name}`, run(tf, (_tf, x, y) => tf.grad((at) => tf.sum(operation(tf, at, y)))(x))],
    ]),
    ...Object.entries(NOT_DIFFERENTIABLE).map(([name, operation]) => [name, run(tf, operation)]),
  ]) as Values;
}

function run(tf: TensorFlow, operation: Operation): number[] {
  const numbers = (offset: number): number[] =>
    Array.from({ length: 24 }, (_, index) => offset + ((index * 7 + 3) % 24) / 25 + 0.013);
  const result = tf.tidy(() =>
    operation(tf, tf.tensor2d(numbers(0), [4, 6]), tf.tensor2d(numbers(0.5), [4, 6])),
  );
  const values = [...result.dataSync()];
  result.dispose();
  return values;
}

async function valuesOn(backend: TensorBackend): Promise<Values | null> {
  const result = await loadTensors(backend);
  return result.ok ? compute(result.value.tf) : null;
}

describe('one model on every backend', () => {
  it.each(TENSOR_BACKENDS.filter((backend) => backend !== 'cpu'))(
    '[N6] values and gradients on %s are those of the plain backend',
    async (backend) => {
      const values = await valuesOn(backend);
      // A machine without the native library has nothing to compare.
      if (values === null && backend === 'native') return;
      const expected = await valuesOn('cpu');
      if (values === null || expected === null) throw new Error(`${backend} does not load`);
      for (const [name, numbers] of Object.entries(expected)) {
        const worst = Math.max(
          ...numbers.map((number, at) => Math.abs(number - (values[name]?.[at] ?? NaN))),
        );
        expect({ name, close: worst < 1e-5, length: values[name]?.length }).toEqual({
          name,
          close: true,
          length: numbers.length,
        });
      }
    },
  );

  it.each(TENSOR_BACKENDS)('[N6] %s leaves no tensor behind', async (backend) => {
    const result = await loadTensors(backend);
    if (!result.ok) return;
    const before = result.value.tf.memory().numTensors;
    compute(result.value.tf);
    expect(result.value.tf.memory().numTensors).toBe(before);
  });
});
