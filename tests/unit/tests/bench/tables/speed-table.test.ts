import { describe, expect, it } from 'vitest';
import { median, speedTable } from '../../../../bench/tables/speed-table.ts';
import { benchRow } from '../../../../support/bench-rows.ts';

describe('speedTable', () => {
  it('[Q10] takes medians over runs, and sets every job against that at 44.1 kHz', () => {
    const row = (condition: string, rtf: number, seed: number): ReturnType<typeof benchRow> =>
      benchRow({ section: 'speed', condition, seed, figures: { rtf, durationSec: 60, peakTreeMb: 500 } });
    const lines = speedTable([
      row('44.1 kHz stereo', 0.5, 1),
      row('44.1 kHz stereo', 0.4, 2),
      row('44.1 kHz stereo', 0.9, 3),
      row('96 kHz stereo', 0.6, 1),
    ]).split('\n');
    expect(lines[2]).toContain(' 0.50 |');
    expect(lines[3]).toContain('+20 %');
  });

  it('takes the middle of an even number', () => {
    expect(median([4, 1, 3, 2])).toBe(2.5);
    expect(median([])).toBeNaN();
  });
});
