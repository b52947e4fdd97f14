import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cacheFolder, repositoryPath } from '../paths.mjs';
import { say } from '../say.mjs';
import { spawnChild } from '../spawn-child.mjs';
import { readStamp, writeStamp } from '../stamp.mjs';
import { StepFailed } from '../step-failed.mjs';
import { holdsLibrary, placeLibrary, removeLibrary } from './library-files.mjs';
import { fetchOfficial, officialAddresses, runOwnInstaller } from './official.mjs';
import { fetchFromRegistry, REGISTRY_PACKAGE } from './registry.mjs';

/**
 * @typedef {{
 *   readonly name: string,
 *   readonly folder: string | null,
 *   readonly announce: string,
 *   readonly fetch: () => Promise<void>,
 * }} Source
 *   `folder` is where the fetched files are kept; null when they go straight into the package.
 */

/**
 * Gives tfjs-node its native library, from the first source that yields one that loads here. The
 * outcome is remembered beside the packages, failure included: the next command starts at once, and
 * `npm run doctor -- --repair` tries again. DIVISI_NATIVE chooses: `off` skips the set-up, `official` and
 * `registry` allow that source only, `none` does without.
 *
 * @param {{ retry?: boolean }} [options]
 * @returns {Promise<void>} native or not, the command goes on: WASM and CPU need nothing
 */
export async function setUpNative({ retry = false } = {}) {
  if (process.env['DIVISI_NATIVE'] === 'off') return;
  const packageFolder = repositoryPath('node_modules', '@tensorflow', 'tfjs-node');
  const stampPath = repositoryPath('node_modules', '.divisi', 'native.json');
  if (!retry && isSettled(readStamp(stampPath), packageFolder)) return;
  if (retry && process.env['DIVISI_NATIVE'] === undefined && (await loads(packageFolder))) {
    say('Native TensorFlow loads; there is nothing to repair.');
    return;
  }
  /** @type {string[]} */
  const problems = [];
  for (const source of orderedSources(packageFolder)) {
    const stored = source.folder !== null && existsSync(source.folder) && holdsLibrary(source.folder);
    say(stored ? `Using ${source.name} from ${source.folder}.` : source.announce);
    try {
      await source.fetch();
      if (source.folder !== null) placeLibrary(source.folder, packageFolder);
      const { tensorflowVersion } = await verify(packageFolder);
      writeStamp(stampPath, { source: source.name, tensorflowVersion, problems });
      say(`Native TensorFlow ${tensorflowVersion} is ready.`);
      return;
    } catch (error) {
      if (error instanceof StepFailed) throw error;
      const reason = error instanceof Error ? error.message : String(error);
      say(`  That did not work: ${reason}.`);
      problems.push(`${source.name}: ${reason}`);
      removeLibrary(packageFolder);
    }
  }
  removeLibrary(packageFolder);
  writeStamp(stampPath, { source: 'none', tensorflowVersion: null, problems });
  say('No native TensorFlow here: the slower WASM backend will be used.');
  say('"npm run doctor" says what that means; "npm run doctor -- --repair" tries again.');
}

/**
 * @param {Readonly<Record<string, unknown>> | null} stamp
 * @param {string} packageFolder
 * @returns {boolean} whether an earlier outcome still holds
 */
export function isSettled(stamp, packageFolder) {
  if (stamp === null) return false;
  if (stamp['source'] === 'none') return true;
  return existsSync(join(packageFolder, 'lib', 'napi-v8', 'tfjs_binding.node'));
}

/**
 * The official library first, except where only another one is in the cache already.
 *
 * @param {string} packageFolder
 * @returns {Source[]}
 */
function orderedSources(packageFolder) {
  const only = process.env['DIVISI_NATIVE'];
  const all = sources(packageFolder).filter(({ name }) => only === undefined || name.startsWith(only));
  const isStored = (/** @type {Source} */ { folder }) =>
    folder !== null && existsSync(folder) && holdsLibrary(folder);
  return [...all.filter(isStored), ...all.filter((source) => !isStored(source))];
}

/**
 * @param {string} packageFolder
 * @returns {Source[]}
 */
function sources(packageFolder) {
  const { platform, arch } = process;
  const cache = join(cacheFolder(), 'native');
  const addresses = officialAddresses(platform, arch);
  /** @type {Source[]} */
  const list = [];
  const folder = join(cache, `official-4.22.0-with-notices-${platform}-${arch}`);
  if (addresses !== null)
    list.push({
      name: 'official TensorFlow',
      folder,
      announce: 'Fetching native TensorFlow from its official source (about 150 MB).',
      fetch: () => fetchOfficial(addresses, folder),
    });
  else if (platform === 'win32' && arch === 'x64')
    list.push({
      name: 'official TensorFlow',
      folder: null,
      announce: 'Fetching native TensorFlow with its own installer (about 100 MB).',
      fetch: () => runOwnInstaller(packageFolder, repositoryPath('node_modules', '.bin')),
    });
  if (platform === 'linux' && arch === 'x64') {
    const { name, version } = REGISTRY_PACKAGE;
    const second = join(cache, `${name}-${version}`);
    list.push({
      name: 'registry TensorFlow',
      folder: second,
      announce: `Fetching native TensorFlow from npm (${name}@${version}, 195 MB, kept in ${cache}).`,
      fetch: () => fetchFromRegistry(second),
    });
  }
  return list;
}

/**
 * @param {string} packageFolder
 * @returns {Promise<boolean>}
 */
async function loads(packageFolder) {
  return verify(packageFolder).then(
    () => true,
    () => false,
  );
}

/**
 * @param {string} packageFolder
 * @returns {Promise<{ tensorflowVersion: string }>}
 */
async function verify(packageFolder) {
  const script = join(dirname(fileURLToPath(import.meta.url)), 'verify.mjs');
  const { code, signal, stdout, stderr } = await spawnChild(process.execPath, [script, packageFolder], {
    capture: true,
    quiet: true,
    timeoutMs: 60_000,
  });
  if (code === 0) return JSON.parse(stdout);
  const line = stderr.split('\n').find((text) => /error/i.test(text)) ?? `${signal ?? `code ${code}`}`;
  throw new Error(`it does not load on this machine (${line.trim()})`);
}
