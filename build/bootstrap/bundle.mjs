import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { repositoryPath } from './paths.mjs';
import { spawnChild } from './spawn-child.mjs';
import { StepFailed } from './step-failed.mjs';

/** What the programs are made from; a change in any of these makes a new bundle. */
const PROGRAM_SOURCES = Object.freeze([
  'electron/backend',
  'shared',
  'tests/bench',
  'tests/torture',
  'tests/screenshots',
  'tests/e2e/browser/roll-page.ts',
  'tests/support',
  'build/vite.backend.config.ts',
  'build/bootstrap/bundle-worker.mjs',
  'package-lock.json',
]);

/** What the window adds to it, in a browser and as an application. */
const WINDOW_SOURCES = Object.freeze([
  'renderer',
  'electron/main',
  'electron/preload',
  'build/vite.renderer.config.ts',
  'build/electron-bundle.ts',
  'build/vite.main.config.ts',
  'build/vite.preload.config.ts',
]);

const KEPT_BUILDS = 4;
const KEPT_MS = 48 * 3600 * 1000;

/**
 * Bundles the programs, and the window where it is asked for, when their sources changed. Every state of
 * the sources has a folder of its own, out/builds/<key>, so that a run that is under way keeps its files, and its trainer its protocol,
 * while another command builds a newer state. out/backend points to the newest; the window lies in its
 * folder renderer, the application's main.cjs and preload.cjs beside the programs.
 *
 * @param {{ readonly withWindow: boolean }} options
 * @returns {Promise<string>} the folder of this state
 */
export async function bundleSources({ withWindow }) {
  const sources = withWindow ? [...PROGRAM_SOURCES, ...WINDOW_SOURCES] : PROGRAM_SOURCES;
  const key = sourceKey(repositoryPath(), sources);
  const builds = repositoryPath('out', 'builds');
  const folder = join(builds, key);
  if (!existsSync(folder)) {
    const partial = `${folder}.${process.pid}.partial`;
    mkdirSync(builds, { recursive: true });
    const worker = join(dirname(fileURLToPath(import.meta.url)), 'bundle-worker.mjs');
    // A process of its own: the bundler's memory must not count as the command's.
    const { code, stderr } = await spawnChild(
      process.execPath,
      [worker, partial, ...(withWindow ? ['--window'] : [])],
      {
        cwd: repositoryPath(),
        quiet: true,
      },
    );
    if (code !== 0) {
      rmSync(partial, { recursive: true, force: true });
      throw new StepFailed(`The sources could not be bundled.\n${stderr.trim()}`);
    }
    renameSync(partial, folder);
    prune(builds);
  }
  const now = new Date();
  utimesSync(folder, now, now);
  pointTo(folder);
  return folder;
}

/**
 * A key that changes whenever a file under the given paths is added, removed or edited, from names,
 * sizes and modification times alone: a few milliseconds for hundreds of files.
 *
 * @param {string} root
 * @param {readonly string[]} sources files or folders below root; missing ones count as empty
 * @returns {string} 16 hex digits
 */
export function sourceKey(root, sources) {
  const hash = createHash('sha256');
  const visit = (/** @type {string} */ relative) => {
    const stats = statSync(join(root, relative), { throwIfNoEntry: false });
    if (stats === undefined) return;
    if (stats.isDirectory())
      for (const name of readdirSync(join(root, relative)).sort()) visit(`${relative}/${name}`);
    else hash.update(`${relative}\0${stats.size}\0${stats.mtimeMs}\n`);
  };
  for (const source of sources) visit(source);
  return hash.digest('hex').slice(0, 16);
}

/**
 * @param {string} folder
 * @returns {void}
 */
function pointTo(folder) {
  const link = repositoryPath('out', 'backend');
  const fresh = `${link}.${process.pid}.partial`;
  // A junction needs no privilege on Windows; elsewhere the type is ignored.
  symlinkSync(folder, fresh, 'junction');
  if (process.platform === 'win32') rmSync(link, { recursive: true, force: true });
  renameSync(fresh, link);
}

/**
 * Deletes builds that nobody has started for two days, but never the newest few.
 *
 * @param {string} builds
 * @returns {void}
 */
function prune(builds) {
  const byAge = readdirSync(builds)
    .map((name) => ({ path: join(builds, name), usedMs: statSync(join(builds, name)).mtimeMs }))
    .sort((a, b) => b.usedMs - a.usedMs);
  for (const { path, usedMs } of byAge.slice(KEPT_BUILDS))
    if (Date.now() - usedMs > KEPT_MS) rmSync(path, { recursive: true, force: true });
}
