import { describe, expect, it } from 'vitest';
import { examineMachine } from '../../../../../electron/backend/doctor/examine-machine.ts';

describe('examining this machine', () => {
  it('[F12] names every part, and what to do about each that is missing', async () => {
    const { findings, native, backend, gflops } = await examineMachine();
    expect(findings.map(({ name }) => name)).toEqual(['node', 'platform', 'tensors', 'electron', 'chromium']);
    for (const { state, advice } of findings) expect(advice === '').toBe(state === 'good');
    expect(native).toBe(backend === 'native');
    expect(gflops).toBeGreaterThan(0);
  });
});
