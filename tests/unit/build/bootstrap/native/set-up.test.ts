import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { isSettled } from '../../../../../build/bootstrap/native/set-up.mjs';
import { useTempFolder } from '../../../../support/temp-folder.ts';

const temp = useTempFolder();

describe('remembering how the set-up ended', () => {
  it('[N5] nothing is settled before the first time', () => {
    expect(isSettled(null, tmpdir())).toBe(false);
  });

  it('[N5] a failure is settled: the sources are not asked again by themselves', () => {
    expect(isSettled({ source: 'none', problems: ['a'] }, tmpdir())).toBe(true);
  });

  it('[N5] a success is settled while the addon is there', () => {
    const folder = mkdtempSync(temp('settled-'));
    const stamp = { source: 'registry TensorFlow', tensorflowVersion: '1.15.0' };
    expect(isSettled(stamp, folder)).toBe(false);
    mkdirSync(join(folder, 'lib', 'napi-v8'), { recursive: true });
    writeFileSync(join(folder, 'lib', 'napi-v8', 'tfjs_binding.node'), '');
    expect(isSettled(stamp, folder)).toBe(true);
  });
});
