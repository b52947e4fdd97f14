import { execFileSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import {
  activityBytes,
  activityColumns,
} from '../../../../../../../electron/backend/engine/model/activity/activity-table.ts';
import type { ActivityFormat } from '../../../../../../../electron/backend/engine/model/activity/activity-table.ts';
import { useTempFolder } from '../../../../../../support/temp-folder.ts';

const place = useTempFolder();
const labelClass = (part: number, pitchMidi: number) => ({
  part,
  pitchMidi,
  instrumentKey: 'gm0',
  decays: true,
});
const unitTable = {
  unitCount: 5,
  unitsPerClass: 2,
  freeUnits: 1,
  classes: [labelClass(0, 60), labelClass(1, 48)],
};
/** Longer than a block of the writer. */
const frames = 700;
const activations = Float32Array.from({ length: frames * 5 }, (_, i) => (i % 5) + Math.floor(i / 5) / 8);
const source = {
  representation: { activations, units: 5 },
  unitTable,
  grid: { startSec: 10, hopSec: 0.25, frames },
};

function bytesOf(format: ActivityFormat): Buffer {
  return Buffer.concat([...activityBytes(source, format)]);
}

function hasNumpy(): boolean {
  try {
    execFileSync('/usr/bin/python3', ['-c', 'import numpy'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

describe('activity files', () => {
  it('[X18] columns are the time, then part and pitch of every class', () => {
    expect(activityColumns(unitTable)).toEqual(['time_sec', '1:60', '2:48']);
  });

  it('[X18] .csv: a header, then frame times and the sums of the units, free units left out', () => {
    const lines = bytesOf('csv').toString('utf8').trimEnd().split('\n');
    expect(lines.length).toBe(frames + 1);
    expect(lines.slice(0, 3)).toEqual([
      'time_sec,1:60,2:48',
      '10.0000,1.00000,5.00000',
      '10.2500,1.25000,5.25000',
    ]);
    expect(lines.at(-1)).toBe('184.7500,175.750,179.750');
  });

  it('[X18] .npy: the bytes of a float32 array [frames, 1 + classes]', () => {
    const bytes = bytesOf('npy');
    expect([...bytes.subarray(0, 8)]).toEqual([0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0]);
    const dataStart = 10 + bytes.readUInt16LE(8);
    expect(dataStart % 64).toBe(0);
    expect(bytes.toString('latin1', 10, dataStart)).toMatch(
      /^\{'descr': '<f4', 'fortran_order': False, 'shape': \(700, 3\), \} *\n$/,
    );
    expect(bytes.length).toBe(dataStart + frames * 3 * 4);
    expect([0, 1, 2].map((column) => bytes.readFloatLE(dataStart + (699 * 3 + column) * 4))).toEqual([
      184.75, 175.75, 179.75,
    ]);
  });

  it.skipIf(!hasNumpy())('[X18] NumPy reads it', async () => {
    await writeFile(place('a.npy'), bytesOf('npy'));
    const script = 'import numpy, sys; a = numpy.load(sys.argv[1]); print(a.dtype, a.shape, a[699].tolist())';
    const printed = execFileSync('/usr/bin/python3', ['-c', script, place('a.npy')], { encoding: 'utf8' });
    expect(printed.trim()).toBe('float32 (700, 3) [184.75, 175.75, 179.75]');
  });
});
