import { describe, expect, it } from 'vitest';
import { metricRows } from '../../../../../renderer/features/train/metric-rows.ts';

describe('metricRows', () => {
  it('[U23] what a training measured is told in words with units, in one order', () => {
    const rows = metricRows({ trainSec: 6.9461, isWarm: 0, epochs: 46, leakageDb: -14.26, nullDb: -131.04 });
    expect(rows.map(({ title, text }) => `${title}: ${text}`)).toEqual([
      'Stems summed: −131.0 dB',
      'Leakage between groups: −14.3 dB',
      'Passes made: 46',
      'Training took: 6.95 s',
      'Began from: the score alone',
    ]);
    expect(metricRows({ isWarm: 1, unheardOf: 3 }).map(({ text }) => text)).toEqual(['the former training']);
  });
});
