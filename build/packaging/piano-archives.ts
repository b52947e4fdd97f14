/** The demo's piano, Salamander Grand Piano V3 (CC BY 3.0), so that the installed application needs no network for it. */
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { cacheFolder, repositoryPath } from '../bootstrap/paths.mjs';
import { runNpm } from '../bootstrap/npm.mjs';

type Pinned = { readonly name: string; readonly version: string; readonly integrity: string };

/**
 * @returns the pinned archives, from the cache that the demo uses, or fetched into it
 * @throws where npm cannot fetch one, or fetches another file
 */
export async function pianoArchives(): Promise<readonly { readonly name: string; readonly path: string }[]> {
  const pins = repositoryPath('electron', 'backend', 'demo', 'piano-packages.json');
  const packages = JSON.parse(await readFile(pins, 'utf8')) as readonly Pinned[];
  const folder = join(cacheFolder(), 'piano');
  await mkdir(folder, { recursive: true });
  const archives = [];
  for (const { name: packageName, version, integrity } of packages) {
    const name = `${packageName.split('/')[1] ?? ''}-${version}.tgz`;
    const path = join(folder, name);
    if ((await integrityOf(path)) !== integrity) {
      await fetchArchive(`${packageName}@${version}`, folder, path);
      if ((await integrityOf(path)) !== integrity)
        throw new Error(`What npm fetched for ${packageName} is not the expected file: its hash differs`);
    }
    archives.push({ name, path });
  }
  return archives;
}

async function fetchArchive(what: string, folder: string, path: string): Promise<void> {
  const download = await mkdtemp(join(folder, 'download-'));
  try {
    const args = ['pack', what, '--pack-destination', download, '--ignore-scripts', '--loglevel=error'];
    const { code } = await runNpm(args, { cwd: download, capture: true });
    const [file] = await readdir(download);
    if (code !== 0 || file === undefined) throw new Error(`npm could not fetch ${what}`);
    await rename(join(download, file), path);
  } finally {
    await rm(download, { recursive: true, force: true });
  }
}

async function integrityOf(path: string): Promise<string | null> {
  const bytes = await readFile(path).catch(() => null);
  return bytes === null ? null : `sha512-${createHash('sha512').update(bytes).digest('base64')}`;
}
