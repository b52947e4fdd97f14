import { existsSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { windowBundle } from '../../../support/window-bundle.ts';
import { bundleLayout } from '../../../../electron/main/bundle-layout.ts';

describe('the parts of the application', () => {
  it('[SH20] lie beside main.cjs, where the bootstrap puts them', async () => {
    const folder = await windowBundle();
    expect(existsSync(join(folder, 'main.cjs'))).toBe(true);
    for (const path of Object.values(bundleLayout(realpathSync(folder)))) {
      expect(existsSync(path), path).toBe(true);
      expect(dirname(path)).toBe(realpathSync(folder));
    }
    expect(existsSync(join(bundleLayout(folder).renderer, 'index.html'))).toBe(true);
  }, 60_000);
});
