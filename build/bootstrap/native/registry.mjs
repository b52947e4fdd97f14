import { createReadStream, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createBrotliDecompress, createGunzip } from 'node:zlib';
import { fetchArchive, integrityOf } from '../npm.mjs';
import { extractLibrary, fillFolder } from './library-files.mjs';
import { readTar } from './tar-reader.mjs';

/** An unofficial rebuild of tfjs-node with libtensorflow 1.15 inside, so it is pinned by its hash. */
export const REGISTRY_PACKAGE = Object.freeze({
  name: 'tfjs-node-lambda-releases',
  version: '1.6.1',
  integrity:
    'sha512-D275PZpxsKenTuiPnvIE5T+D5JrT4aU9M3EDCedBQKlP0hUB7011Yzg8CAJ6MBIog9Lq90aaEair4yrBBlk61w==',
  member: 'package/nodejs12.x-tf2.7.0.br',
});

/**
 * Fetches the npm package with whatever registry npm is set up for, checks it, and unpacks the addon
 * and libraries into `folder`. Everything is streamed: about 195 MB pass through, 250 MB stay.
 *
 * @param {string} folder
 * @returns {Promise<void>}
 * @throws {Error} one line for people
 */
export async function fetchFromRegistry(folder) {
  await fillFolder(folder, async (partial) => {
    const download = join(partial, 'download');
    mkdirSync(download);
    try {
      const { name, version, integrity, member } = REGISTRY_PACKAGE;
      const { path, stderr } = await fetchArchive(`${name}@${version}`, download, { quiet: true });
      if (path === null) throw new Error(`npm could not fetch ${name}@${version} (${npmReason(stderr)})`);
      await unpackArchive(path, { integrity, member }, partial);
    } finally {
      rmSync(download, { recursive: true, force: true });
    }
  });
}

/**
 * @param {string} archive the package's .tgz
 * @param {{ integrity: string, member: string }} expected hash of the archive; the brotli-compressed tar in it
 * @param {string} folder
 * @returns {Promise<void>}
 */
export async function unpackArchive(archive, { integrity, member }, folder) {
  if ((await integrityOf(archive)) !== integrity)
    throw new Error(`${archive} is not the expected file: its SHA-512 hash differs`);
  let found = false;
  await pipeline(createReadStream(archive), createGunzip(), async (tar) => {
    for await (const { name, body } of readTar(tar)) {
      if (name !== member) continue;
      found = true;
      await pipeline(body, createBrotliDecompress(), async (inner) => {
        await extractLibrary(inner, folder);
        // What follows the end mark of the inner archive is padding.
        for await (const _chunk of inner);
      });
    }
  });
  if (!found) throw new Error(`${archive} does not hold ${member}`);
}

/**
 * @param {string} stderr of npm
 * @returns {string} its error code, else its first line
 */
function npmReason(stderr) {
  return /^npm error code (\S+)/m.exec(stderr)?.[1] ?? stderr.trim().split('\n')[0] ?? '';
}
