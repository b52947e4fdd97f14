import { describe, expect, it } from 'vitest';
import { magnitudeBands } from '../../../../../../../electron/backend/engine/model/magnitude-bands.ts';
import { harmonicTemplates } from '../../../../../../../electron/backend/engine/model/nmf/harmonic-templates.ts';

const table = {
  unitCount: 3,
  unitsPerClass: 2,
  freeUnits: 1,
  classes: [{ part: 0, pitchMidi: 69, instrumentKey: 'gm0', decays: true }],
};
const bands = magnitudeBands(401, 10, 0);

describe('harmonicTemplates', () => {
  const rows = harmonicTemplates(table, bands, 0, 1);
  const row = (unit: number): number[] => [...rows.subarray(unit * 401, (unit + 1) * 401)];

  it('[X8] partials of the pitch fall with the square of their number; between them is nothing', () => {
    const sustain = row(1);
    expect(sustain[44]).toBeGreaterThan(0);
    expect(sustain[88]! / sustain[44]!).toBeCloseTo(1 / 4, 5);
    expect(sustain[132]! / sustain[44]!).toBeCloseTo(1 / 9, 5);
    expect(sustain[66]).toBe(0);
    // Half a semitone below and above 440 Hz: 427.5 Hz and 452.9 Hz, to the next bins outside.
    expect([41, 42, 46, 47].map((bin) => sustain[bin]! > 0)).toEqual([false, true, true, false]);
  });

  it('[X8] onset templates are flat, free ones nearly; every row sums to 1', () => {
    expect(row(0).every((value) => Math.abs(value - 1 / 401) < 1e-6)).toBe(true);
    expect(Math.min(...row(2))).toBeGreaterThan(0.4 / 401);
    for (const unit of [0, 1, 2]) expect(row(unit).reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 4);
  });

  it('[X8] takes another decay of the partials, and onset templates that keep some of them', () => {
    const shaped = harmonicTemplates(table, bands, 0, 1, { partialDecay: 1, onsetFlatness: 0.25 });
    const sustain = shaped.subarray(401, 802);
    expect(sustain[132]! / sustain[44]!).toBeCloseTo(1 / 3, 5);
    shaped.subarray(0, 401).forEach((value, bin) => {
      expect(value).toBeCloseTo(0.75 * sustain[bin]! + 0.25 / 401, 6);
    });
    expect(shaped.subarray(802)).toEqual(rows.subarray(802));
  });

  it('[X8] follows the tuning; a pitch above all bands gets a flat row', () => {
    const sharp = harmonicTemplates(table, bands, 100, 1).subarray(401, 802);
    expect(sharp[47]).toBeGreaterThan(0);
    expect(sharp[43]).toBe(0);
    const high = { ...table, classes: [{ ...table.classes[0]!, pitchMidi: 127 }] };
    const flat = harmonicTemplates(high, bands, 0, 1).subarray(401, 802);
    expect(flat.every((value) => Math.abs(value - 1 / 401) < 1e-6)).toBe(true);
  });
});
