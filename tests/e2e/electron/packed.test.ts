/** The window of the packed application, out of its archive, in the stand-in for Electron. */
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { packedFolder, resources, skipReason } from '../../packages/packed-app.ts';
import { takeOut } from '../../packages/stand-in/take-out.ts';
import { chromiumPath } from '../../support/window-process.ts';
import { useTempFolder } from '../../support/temp-folder.ts';
import { makeHome, startStandIn } from './desktop.ts';
import type { Desktop } from './desktop.ts';
import { rollOf, titles, writeProject } from './desktop-actions.ts';

const temp = useTempFolder();

describe.skipIf(packedFolder === null || chromiumPath === null)(`the packed window${skipReason}`, () => {
  let desktop: Desktop;
  beforeAll(async () => {
    const app = takeOut(resources, temp('app'));
    const home = await makeHome();
    const folder = await writeProject(home, 'packed');
    desktop = await startStandIn(join(app, '.vite', 'build'), [folder], home);
  }, 120_000);
  afterAll(() => desktop.end(), 30_000);

  it('[PK16] shows the project that it was started with', async () => {
    const page = await rollOf(desktop);
    expect(await page.getByRole('button').count()).toBeGreaterThan(10);
    await expect
      .poll(() => titles(desktop), { timeout: 30_000 })
      .toEqual([expect.stringMatching(/^\S+ .*Divisi$/)]);
    expect(await desktop.escaped()).toEqual([]);
  }, 120_000);
});
