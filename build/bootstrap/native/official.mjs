import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { spawnChild } from '../spawn-child.mjs';
import { openDownload } from './download.mjs';
import { extractLibrary, fillFolder } from './library-files.mjs';

const LIMITS = Object.freeze({ firstByteMs: 8000, stallMs: 30_000 });
const INSTALLER_TIMEOUT_MS = 15 * 60_000;
const STORAGE = 'https://storage.googleapis.com';
const TFJS_VERSION = '4.22.0';

/**
 * The addresses that tfjs-node's own installer uses, where both are gzipped tar archives.
 *
 * @param {string} platform as `process.platform`
 * @param {string} architecture as `process.arch`
 * @param {string} [storage]
 * @returns {{ library: string, addon: string } | null} null on platforms that take another form
 */
export function officialAddresses(platform, architecture, storage = STORAGE) {
  /** @type {Readonly<Record<string, string>>} */
  const libraries = {
    'linux-x64': 'tensorflow/libtensorflow/libtensorflow-cpu-linux-x86_64-2.9.1.tar.gz',
    'darwin-x64': 'tensorflow/libtensorflow/libtensorflow-cpu-darwin-x86_64-2.9.1.tar.gz',
    'darwin-arm64': 'tf-builds/libtensorflow_r2_7_darwin_arm64_cpu.tar.gz',
    'linux-arm64': 'tf-builds/libtensorflow_r2_7_linux_arm64.tar.gz',
  };
  const library = libraries[`${platform}-${architecture}`];
  if (library === undefined) return null;
  const addon = `tf-builds/pre-built-binary/napi-v8/${TFJS_VERSION}/CPU-${platform}-${TFJS_VERSION}.tar.gz`;
  return { library: `${storage}/${library}`, addon: `${storage}/${addon}` };
}

/**
 * Fetches the official addon and library into `folder`. Both addresses must answer before anything
 * is stored.
 *
 * @param {{ library: string, addon: string }} addresses
 * @param {string} folder
 * @param {{ firstByteMs: number, stallMs: number }} [limits]
 * @returns {Promise<void>}
 * @throws {Error} one line for people
 */
export async function fetchOfficial(addresses, folder, limits = LIMITS) {
  await fillFolder(folder, async (partial) => {
    for (const url of [addresses.addon, addresses.library]) {
      const { body } = await openDownload(url, limits);
      await pipeline(body, createGunzip(), async (tar) => {
        if ((await extractLibrary(tar, partial)) === 0) throw new Error(`${url} holds no library`);
      });
    }
  });
}

/**
 * Elsewhere (Windows) the package's own installer does it, once its source is known to answer:
 * left alone it would wait for minutes, or try to compile.
 *
 * @param {string} packageFolder node_modules/@tensorflow/tfjs-node
 * @param {string} binFolder node_modules/.bin
 * @returns {Promise<void>}
 * @throws {Error} one line for people
 */
export async function runOwnInstaller(packageFolder, binFolder) {
  const probe = await openDownload(
    `${STORAGE}/tensorflow/libtensorflow/libtensorflow-cpu-windows-x86_64-2.9.1.zip`,
    LIMITS,
  );
  probe.body.destroy();
  const separator = process.platform === 'win32' ? ';' : ':';
  const path = `${binFolder}${separator}${process.env['PATH'] ?? ''}`;
  const { code } = await spawnChild(process.execPath, [join('scripts', 'install.js')], {
    cwd: packageFolder,
    env: { ...process.env, PATH: path },
    timeoutMs: INSTALLER_TIMEOUT_MS,
  });
  if (code !== 0) throw new Error(`the installer of tfjs-node ended with code ${code}`);
}
