import { describe, expect, it } from 'vitest';
import { loadTensors, TENSOR_BACKENDS } from '../../../../../electron/backend/native/load-tensorflow.ts';

async function broken(): Promise<never> {
  throw new Error('no such library.\nmore lines');
}

async function loaded() {
  const result = await loadTensors('cpu');
  if (!result.ok) throw new Error(result.error.message);
  return { tf: result.value.tf, tensorflowVersion: null };
}

describe('choosing a tensor backend', () => {
  it.each(TENSOR_BACKENDS.filter((name) => name !== 'native'))(
    '[N7] %s loads, is active, and warns of its slowness',
    async (backend) => {
      const result = await loadTensors(backend);
      if (!result.ok) throw new Error(result.error.message);
      expect(result.value.backend).toBe(backend);
      expect(result.value.tf.getBackend()).toBe(backend);
      expect(result.value.tensorflowVersion).toBeNull();
      expect(result.value.warnings.join()).toMatch(/times as long as on native TensorFlow/);
    },
  );

  it('[N7] auto takes native when it loads, without a warning', async () => {
    const native = { tf: (await loaded()).tf, tensorflowVersion: '2.9.1' };
    const result = await loadTensors('auto', { native: async () => native, wasm: broken, cpu: broken });
    expect(result).toEqual({
      ok: true,
      value: { tf: native.tf, backend: 'native', tensorflowVersion: '2.9.1', warnings: [] },
    });
  });

  it('[N7] auto falls back, and says why and what it costs', async () => {
    const result = await loadTensors('auto', { native: broken, wasm: loaded, cpu: broken });
    if (!result.ok) throw new Error(result.error.message);
    expect(result.value.backend).toBe('wasm');
    expect(result.value.warnings).toEqual([
      expect.stringMatching(/Native TensorFlow does not load here \(no such library\).*about \d+ times/),
    ]);
  });

  it('[N7] a backend that was asked for by name has no substitute', async () => {
    const result = await loadTensors('native', { native: broken, wasm: loaded, cpu: loaded });
    expect(result).toMatchObject({ ok: false, error: { code: 'backend-missing' } });
  });
});
