import type { DataId, DataType, KernelBackend, KernelFunc, TensorInfo } from '@tensorflow/tfjs-core';
import type { TensorFlow } from './load-tensorflow.ts';

/**
 * Kernels that tfjs's WebAssembly backend lacks and that models here may meet: the gradient of `gather`.
 */
export const BORROWED_KERNELS = Object.freeze(['UnsortedSegmentSum']);

type ReadableBackend = KernelBackend & {
  readSync(dataId: DataId): Float32Array;
  write(values: Float32Array, shape: readonly number[], dtype: DataType): DataId;
};

/**
 * Registers the plain JavaScript kernels for the WebAssembly backend where it has none: values are
 * copied out, computed, and copied back. Calling it again changes nothing.
 */
export function addMissingWasmKernels(tf: TensorFlow): void {
  const present = new Set(tf.getKernelsForBackend('wasm').map(({ kernelName }) => kernelName));
  for (const config of tf.getKernelsForBackend('cpu')) {
    const { kernelName } = config;
    if (!BORROWED_KERNELS.includes(kernelName) || present.has(kernelName)) continue;
    tf.registerKernel({ kernelName, backendName: 'wasm', kernelFunc: borrow(tf, config.kernelFunc) });
  }
}

function borrow(tf: TensorFlow, compute: KernelFunc): KernelFunc {
  return ({ inputs, attrs, backend }) => {
    const wasm = backend as ReadableBackend;
    const cpu = tf.findBackend('cpu') as ReadableBackend;
    const move = (from: ReadableBackend, to: ReadableBackend, tensor: TensorInfo): TensorInfo => ({
      dataId: to.write(from.readSync(tensor.dataId), tensor.shape, tensor.dtype),
      shape: tensor.shape,
      dtype: tensor.dtype,
    });
    const copies = Object.fromEntries(
      Object.entries(inputs).map(([name, tensor]) => [name, move(wasm, cpu, tensor as TensorInfo)]),
    );
    const result = compute({ inputs: copies, backend: cpu, ...(attrs ? { attrs } : {}) }) as TensorInfo;
    const moved = move(cpu, wasm, result);
    for (const { dataId } of [...Object.values(copies), result]) cpu.disposeData(dataId);
    return moved;
  };
}
