import type { DataId, DataType, KernelBackend, KernelFunc, TensorInfo } from '@tensorflow/tfjs-core';
import type { TensorFlow } from './load-tensorflow.ts';

/**
 * Kernels that tfjs's WebAssembly backend lacks and that models here may meet: the first is the
 * gradient of `gather`.
 */
export const BORROWED_KERNELS = Object.freeze(['UnsortedSegmentSum', 'Einsum']);

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
    // A kernel may take a list under one name; `inputs` is typed for the common case only.
    const copies = Object.fromEntries(
      Object.entries(inputs as Record<string, TensorInfo | TensorInfo[]>).map(([name, value]) => [
        name,
        Array.isArray(value) ? value.map((tensor) => move(wasm, cpu, tensor)) : move(wasm, cpu, value),
      ]),
    );
    const computed = compute({ inputs: copies as typeof inputs, backend: cpu, ...(attrs ? { attrs } : {}) });
    const results = Array.isArray(computed) ? computed : [computed];
    const moved = results.map((tensor) => move(cpu, wasm, tensor));
    for (const tensor of [...Object.values(copies).flat(), ...results]) cpu.disposeData(tensor.dataId);
    return Array.isArray(computed) ? moved : (moved[0] as TensorInfo);
  };
}
