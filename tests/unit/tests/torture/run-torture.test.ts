import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { useTempFolder } from '../../../support/temp-folder.ts';
import { runTorture } from '../../../torture/run-torture.ts';

const root = fileURLToPath(new URL('../../../../', import.meta.url));
const place = useTempFolder();
let bundle = '';

beforeAll(async () => {
  await mkdir(join(root, 'out'), { recursive: true });
  // Below the checkout, so that the bundle finds its packages.
  bundle = await mkdtemp(join(root, 'out', 'test-torture-'));
  await build({
    configFile: join(root, 'build/vite.backend.config.ts'),
    logLevel: 'error',
    build: { outDir: bundle, emptyOutDir: true },
  });
});
afterAll(() => rm(bundle, { recursive: true, force: true }));

describe('runTorture', () => {
  it('[P13] ten kills while editing, saving, training and exporting lose nothing that was acknowledged', async () => {
    const counts = await runTorture({ bundle, scratch: place('torture'), runs: 10, seed: 7, say: () => {} });
    const all = Object.values(counts);
    expect(all.flatMap(({ failures }) => failures)).toEqual([]);
    expect(all.reduce((sum, { acknowledged, ahead }) => sum + acknowledged + ahead, 0)).toBe(10);
    // On a busy machine some end before they are killed.
    expect(counts.edit.kills + counts.save.kills).toBeGreaterThan(2);
  }, 120_000);
});
