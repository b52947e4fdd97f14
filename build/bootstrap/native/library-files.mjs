import {
  copyFileSync,
  createWriteStream,
  existsSync,
  linkSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readlinkSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { readTar } from './tar-reader.mjs';

const ADDON = 'tfjs_binding.node';
const ABANDONED_MS = 3600 * 1000;
const LIBRARY = /(?:^|\/)lib\/libtensorflow[^/]*$/;
/** At the top of libtensorflow's own archives: what a package that holds the library must hold, too. */
const NOTICE = /^(?:\.\/)?(?:LICENSE|THIRD_PARTY_[A-Z_]+)$/;

/**
 * Writes the addon, the libraries and their notices of an archive, and nothing else of it, to a folder: only base
 * names are used, so that no member can land outside.
 *
 * @param {AsyncIterable<Uint8Array>} tar
 * @param {string} folder
 * @returns {Promise<number>} members written
 */
export async function extractLibrary(tar, folder) {
  mkdirSync(folder, { recursive: true });
  let written = 0;
  for await (const { name, type, linkName, body } of readTar(tar)) {
    if (basename(name) !== ADDON && !LIBRARY.test(name) && !NOTICE.test(name)) continue;
    const path = join(folder, basename(name));
    rmSync(path, { force: true });
    if (type === 'file') await pipeline(body, createWriteStream(path));
    else if (type === 'link') symlinkSync(basename(linkName), path);
    else continue;
    written += 1;
  }
  return written;
}

/**
 * Whether a folder holds an addon and a library, as `extractLibrary` leaves them.
 *
 * @param {string} folder
 * @returns {boolean}
 */
export function holdsLibrary(folder) {
  return (
    existsSync(join(folder, ADDON)) && readdirSync(folder).some((name) => name.startsWith('libtensorflow'))
  );
}

/**
 * Fills a cache folder through a temporary one, so that it either exists whole or not at all.
 *
 * @param {string} folder
 * @param {(partial: string) => Promise<void>} fill
 * @returns {Promise<void>}
 */
export async function fillFolder(folder, fill) {
  if (existsSync(folder) && holdsLibrary(folder)) return;
  dropAbandoned(dirname(folder));
  const partial = `${folder}.${process.pid}.partial`;
  rmSync(partial, { recursive: true, force: true });
  mkdirSync(partial, { recursive: true });
  try {
    await fill(partial);
    if (!holdsLibrary(partial)) throw new Error('the archive does not hold the addon and its library');
    rmSync(folder, { recursive: true, force: true });
    renameSync(partial, folder);
  } finally {
    rmSync(partial, { recursive: true, force: true });
  }
}

/**
 * Deletes what set-ups that were stopped in the middle left behind.
 *
 * @param {string} cache
 * @returns {void}
 */
function dropAbandoned(cache) {
  if (!existsSync(cache)) return;
  for (const name of readdirSync(cache).filter((entry) => entry.endsWith('.partial'))) {
    const path = join(cache, name);
    if (Date.now() - statSync(path).mtimeMs > ABANDONED_MS) rmSync(path, { recursive: true, force: true });
  }
}

/**
 * Puts the files where tfjs-node looks for them. Hard links where the file system allows: a second
 * checkout then costs neither time nor disk.
 *
 * @param {string} folder as `extractLibrary` left it
 * @param {string} packageFolder node_modules/@tensorflow/tfjs-node
 * @returns {void}
 */
export function placeLibrary(folder, packageFolder) {
  removeLibrary(packageFolder);
  for (const name of readdirSync(folder)) {
    const target = join(packageFolder, ...placeOf(name));
    mkdirSync(target, { recursive: true });
    const from = join(folder, name);
    const to = join(target, name);
    if (lstatSync(from).isSymbolicLink()) symlinkSync(readlinkSync(from), to);
    else linkOrCopy(from, to);
  }
}

/**
 * @param {string} name
 * @returns {string[]} folders below the package, as its own installer fills them
 */
function placeOf(name) {
  if (name === ADDON) return ['lib', 'napi-v8'];
  return NOTICE.test(name) ? ['deps'] : ['deps', 'lib'];
}

/**
 * @param {string} packageFolder
 * @returns {void}
 */
export function removeLibrary(packageFolder) {
  rmSync(join(packageFolder, 'lib'), { recursive: true, force: true });
  rmSync(join(packageFolder, 'deps'), { recursive: true, force: true });
}

/**
 * @param {string} from
 * @param {string} to
 * @returns {void}
 */
function linkOrCopy(from, to) {
  try {
    linkSync(from, to);
  } catch {
    copyFileSync(from, to);
  }
}
