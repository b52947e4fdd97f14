import { describe, expect, it } from 'vitest';
import { parseMemory } from '../../../../bench/speed/process-tree.ts';

describe('parseMemory', () => {
  it('[Q10] reads what a process holds and has held', () => {
    const status = 'Name:\tnode\nVmPeak:\t 9000 kB\nVmHWM:\t  204800 kB\nVmRSS:\t  102400 kB\nThreads:\t7\n';
    expect(parseMemory(status)).toEqual({ rssMb: 100, peakRssMb: 200 });
  });

  it('is null for a process that has ended', () => {
    expect(parseMemory('Name:\tnode\nState:\tZ (zombie)\n')).toBeNull();
  });
});
