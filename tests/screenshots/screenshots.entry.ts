/**
 * `npm run screenshots [-- FOLDER] [--only NAME,NAME]`: every screen of the window, dark and light, in two sizes, as
 * WebP files in build/screenshots, or in FOLDER. The piece is the demo's.
 */
import { mkdir, mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright-core';
import {
  chromiumFlags,
  chromiumPath,
  howToGetChromium,
  startWindowService,
} from '../support/window-process.ts';
import { Camera } from './camera.ts';
import { visitScreens } from './visit-screens.ts';

const { values, positionals } = parseArgs({
  options: { only: { type: 'string' } },
  allowPositionals: true,
});
const [given] = positionals;
const folder =
  given === undefined
    ? join(process.cwd(), 'build', 'screenshots')
    : resolve(process.env['INIT_CWD'] ?? '.', given);

if (chromiumPath === null) {
  process.stderr.write(`screenshots: ${howToGetChromium}\n`);
  process.exit(4);
}

const home = await mkdtemp(join(tmpdir(), 'divisi-screenshots-'));
const service = await startWindowService(dirname(fileURLToPath(import.meta.url)), home);
const browser = await chromium.launch({ executablePath: chromiumPath, args: [...chromiumFlags] });
try {
  await mkdir(folder, { recursive: true });
  const page = await browser.newPage({ reducedMotion: 'reduce' });
  await page.goto(service.address);
  const only = values.only?.split(',') ?? null;
  await visitScreens(page, await Camera.of(page, { folder, only }));
  const sizes = await Promise.all(
    (await readdir(folder)).map(async (name) => (await stat(join(folder, name))).size),
  );
  const total = sizes.reduce((sum, size) => sum + size, 0);
  process.stdout.write(`${sizes.length} files, ${(total / 1e6).toFixed(1)} MB, in ${folder}\n`);
} finally {
  await browser.close();
  await service.end();
  await rm(home, { recursive: true, force: true });
}
