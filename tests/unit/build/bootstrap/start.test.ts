import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { hasElectronBinary } from '../../../../build/bootstrap/start.mjs';
import { useTempFolder } from '../../../support/temp-folder.ts';

const temp = useTempFolder();

describe('looking for Electron', () => {
  it('[F6] finds the binary that its package points to, and nothing else', () => {
    const folder = mkdtempSync(temp('electron-'));
    expect(hasElectronBinary(folder)).toBe(false);
    writeFileSync(join(folder, 'path.txt'), 'electron');
    expect(hasElectronBinary(folder)).toBe(false);
    mkdirSync(join(folder, 'dist'));
    writeFileSync(join(folder, 'dist', 'electron'), '');
    expect(hasElectronBinary(folder)).toBe(true);
  });
});
