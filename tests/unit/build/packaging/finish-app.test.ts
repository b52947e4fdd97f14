import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { finishApp, keepElectronsNotices } from '../../../../build/packaging/finish-app.ts';
import { useTempFolder } from '../../../support/temp-folder.ts';

const temp = useTempFolder();

describe('the last step before the archive', () => {
  it('[PK5] on macOS takes the notices of Electron and Chromium into the application', async () => {
    const resources = temp(join('stage', 'Electron.app', 'Contents', 'Resources'));
    await mkdir(join(resources, 'app'), { recursive: true });
    await writeFile(temp(join('stage', 'LICENSES.chromium.html')), 'chromium');
    await writeFile(temp(join('stage', 'LICENSE')), 'electron');
    await keepElectronsNotices(join(resources, 'app'));
    expect(await readFile(join(resources, 'LICENSES.chromium.html'), 'utf8')).toBe('chromium');
    expect(await readFile(join(resources, 'LICENSE.electron'), 'utf8')).toBe('electron');
  });

  it('[PK5] a package without them is not made', async () => {
    await mkdir(temp(join('bare', 'Resources', 'app')), { recursive: true });
    await expect(keepElectronsNotices(temp(join('bare', 'Resources', 'app')))).rejects.toThrow('notices');
  });

  it('[PK3] a package for another system is not made with the library of this one', async () => {
    const other = process.arch === 'x64' ? 'arm64' : 'x64';
    await expect(
      finishApp({ buildPath: temp('none'), platform: process.platform, arch: other }),
    ).rejects.toThrow('is made there');
  });

  it('[PK3] a package without the native library is not made', async () => {
    const { platform, arch } = process;
    await expect(finishApp({ buildPath: temp('none'), platform, arch })).rejects.toThrow(
      'doctor -- --repair',
    );
  });
});
