import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import type { Configuration } from 'electron-builder';
import { installerConfig } from '../../../../build/packaging/installer-config.ts';

const require = createRequire(import.meta.url);
const { validateConfiguration } = require('app-builder-lib/out/util/config/config') as {
  validateConfiguration: (
    config: Configuration,
    log: { readonly isEnabled: false; add(): void },
  ) => Promise<void>;
};
const silent = { isEnabled: false, add: () => {} } as const;

describe('the configuration of the installers', () => {
  it('[PK12] is one that electron-builder accepts, with and without a place for updates', async () => {
    await validateConfiguration(installerConfig('45.4.1', null), silent);
    await validateConfiguration(installerConfig('45.4.1', 'https://example.org/divisi'), silent);
    const wrong = {
      ...installerConfig('45.4.1', null),
      nsis: { oneClick: 'never' },
    } as unknown as Configuration;
    await expect(validateConfiguration(wrong, silent)).rejects.toThrow('oneClick');
  });

  it('[PK12] writes what updaters read only where a place for updates is named', () => {
    expect(installerConfig('45.4.1', null)).toMatchObject({ publish: null, dmg: { writeUpdateInfo: false } });
    expect(installerConfig('45.4.1', 'https://example.org/divisi')).toMatchObject({
      publish: { provider: 'generic', url: 'https://example.org/divisi' },
      dmg: { writeUpdateInfo: true },
    });
  });

  it('[PK10] every system learns of .divisi files, and finds its icon', () => {
    const { fileAssociations, mac, win, linux } = installerConfig('45.4.1', null);
    expect(fileAssociations).toMatchObject([{ ext: 'divisi', mimeType: 'application/x-divisi-project' }]);
    for (const icon of [mac?.icon, win?.icon, linux?.icon]) expect(existsSync(String(icon))).toBe(true);
  });
});
