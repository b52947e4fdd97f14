/** The demo's piano, Salamander Grand Piano V3 (CC BY 3.0), so that the installed application needs no network for it. */
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { cacheFolder, repositoryPath } from '../bootstrap/paths.mjs';
import { fetchArchive, integrityOf } from '../bootstrap/npm.mjs';

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
    if (!(await isWhole(path, integrity))) {
      await fetchInto(`${packageName}@${version}`, folder, path);
      if (!(await isWhole(path, integrity)))
        throw new Error(`What npm fetched for ${packageName} is not the expected file: its hash differs`);
    }
    archives.push({ name, path });
  }
  return archives;
}

async function fetchInto(what: string, folder: string, path: string): Promise<void> {
  const download = await mkdtemp(join(folder, 'download-'));
  try {
    const fetched = await fetchArchive(what, download);
    if (fetched.path === null) throw new Error(`npm could not fetch ${what}`);
    await rename(fetched.path, path);
  } finally {
    await rm(download, { recursive: true, force: true });
  }
}

async function isWhole(path: string, integrity: string): Promise<boolean> {
  return existsSync(path) && (await integrityOf(path)) === integrity;
}
