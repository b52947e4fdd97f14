import { describe, expect, it } from 'vitest';
import { tieTemplates } from '../../../../../../../electron/backend/engine/model/nmf/template-ties.ts';

const labelClass = (part: number, pitchMidi: number, instrumentKey = 'gm0') => ({
  part,
  pitchMidi,
  instrumentKey,
  decays: true,
});
const table = {
  unitCount: 9,
  unitsPerClass: 2,
  freeUnits: 1,
  classes: [labelClass(0, 60), labelClass(0, 62), labelClass(1, 60), labelClass(2, 60, 'gm40')],
};

describe('tieTemplates', () => {
  it('[X7] tied classes of one instrument and pitch share templates, unit by unit; free units do not', () => {
    const { templateOfUnit, templateCount } = tieTemplates(table, true);
    expect([...templateOfUnit]).toEqual([0, 1, 2, 3, 0, 1, 4, 5, 6]);
    expect(templateCount).toBe(7);
  });

  it('[X7] untied, every unit has its own', () => {
    expect([...tieTemplates(table, false).templateOfUnit]).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8]);
  });
});
