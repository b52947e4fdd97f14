/** The plain tensor backend: the same on every machine, and fast enough for small models. */
import { loadTensors } from '../../electron/backend/native/load-tensorflow.ts';
import type { TensorBackend, Tensors } from '../../electron/backend/native/load-tensorflow.ts';

/** Null where this machine does not have the backend. */
export async function tensorsOn(backend: TensorBackend): Promise<Tensors | null> {
  const loaded = await loadTensors(backend);
  return loaded.ok ? loaded.value : null;
}

export async function plainTensors(): Promise<Tensors> {
  const tensors = await tensorsOn('cpu');
  if (tensors === null) throw new Error('the plain backend does not load');
  return tensors;
}
