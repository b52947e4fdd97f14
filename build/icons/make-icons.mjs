// Usage: node build/icons/make-icons.mjs. Draws divisi.svg in every size with the installed Chromium, and writes png/,
// divisi.ico and divisi.icns. To be run after a change of divisi.svg; what it writes is kept in the repository.
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { chromium } from 'playwright-core';
import { repositoryPath } from '../bootstrap/paths.mjs';
import { icnsFile, iconSizes, icoFile } from './icon-files.mjs';

const svg = readFileSync(repositoryPath('build', 'icons', 'divisi.svg'), 'utf8');
const browser = await chromium.launch({
  executablePath: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu'],
});
const images = [];
mkdirSync(repositoryPath('build', 'icons', 'png'), { recursive: true });
for (const sizePx of iconSizes()) {
  const page = await browser.newPage({ viewport: { width: sizePx, height: sizePx } });
  await page.setContent(`<style>*{margin:0}svg{display:block;width:100vw;height:100vh}</style>${svg}`);
  const png = await page.screenshot({ omitBackground: true });
  await page.close();
  writeFileSync(repositoryPath('build', 'icons', 'png', `${sizePx}x${sizePx}.png`), png);
  images.push({ sizePx, png });
}
await browser.close();
writeFileSync(repositoryPath('build', 'icons', 'divisi.ico'), icoFile(images));
writeFileSync(repositoryPath('build', 'icons', 'divisi.icns'), icnsFile(images));
const drawnFrom = createHash('sha256').update(svg).digest('hex');
writeFileSync(repositoryPath('build', 'icons', 'drawn-from.txt'), `${drawnFrom}\n`);
