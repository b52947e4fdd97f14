import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { electronBinary, start, whyNoElectron } from '../../../../build/bootstrap/start.mjs';
import { useTempFolder } from '../../../support/temp-folder.ts';

const temp = useTempFolder();

describe('npm start', () => {
  it('[F6] finds the binary that its package points to, and nothing else', () => {
    const folder = mkdtempSync(temp('electron-'));
    expect(electronBinary(folder, {})).toBeNull();
    writeFileSync(join(folder, 'path.txt'), 'electron');
    expect(electronBinary(folder, {})).toBeNull();
    mkdirSync(join(folder, 'dist'));
    writeFileSync(join(folder, 'dist', 'electron'), '');
    expect(electronBinary(folder, {})).toBe(join(folder, 'dist', 'electron'));
    expect(electronBinary(temp('nothing'), { ELECTRON_OVERRIDE_DIST_PATH: join(folder, 'dist') })).toBe(
      join(folder, 'dist', 'electron'),
    );
  });

  it('[SH19] says what stands in the way of Electron', () => {
    expect(whyNoElectron(null, 'linux', { DISPLAY: ':0' }, 1000)).toMatch(/binary is not here/);
    expect(whyNoElectron('/electron', 'linux', {}, 1000)).toMatch(/no display/);
    expect(whyNoElectron('/electron', 'linux', { DISPLAY: ':0' }, 0)).toMatch(/does not run as root/);
    expect(whyNoElectron('/electron', 'linux', { WAYLAND_DISPLAY: 'wayland-0' }, 1000)).toBeNull();
    expect(whyNoElectron('/electron', 'darwin', {}, 501)).toBeNull();
  });

  it('[U30] refuses options that it does not know', async () => {
    await expect(start('/nowhere', ['--loud'])).rejects.toThrow(/--loud/);
  });
});
