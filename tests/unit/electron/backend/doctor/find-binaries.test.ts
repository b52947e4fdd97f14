import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findChromium, findElectron } from '../../../../../electron/backend/doctor/find-binaries.ts';
import { useTempFolder } from '../../../../support/temp-folder.ts';

const temp = useTempFolder();

describe('finding browsers', () => {
  it('[F12] Chromium is found on the PATH, by any of its names', () => {
    const folder = mkdtempSync(temp('chromium-'));
    const environment = { PATH: [mkdtempSync(temp('none-')), folder].join(delimiter) };
    const name = process.platform === 'win32' ? 'chromium.exe' : 'chromium';
    writeFileSync(join(folder, name), '');
    expect(findChromium(environment)).toBe(join(folder, name));
  });

  it('[F12] CHROMIUM_PATH decides alone', () => {
    expect(findChromium({ CHROMIUM_PATH: temp('nowhere'), PATH: process.env['PATH'] })).toBeNull();
  });

  it('[F12] Electron is where its package says, once it is there', () => {
    const folder = mkdtempSync(temp('electron-'));
    expect(findElectron(folder)).toBeNull();
    writeFileSync(join(folder, 'path.txt'), 'electron\n');
    expect(findElectron(folder)).toBeNull();
    mkdirSync(join(folder, 'dist'));
    writeFileSync(join(folder, 'dist', 'electron'), '');
    expect(findElectron(folder)).toBe(join(folder, 'dist', 'electron'));
    expect(findElectron(null)).toBeNull();
  });
});
