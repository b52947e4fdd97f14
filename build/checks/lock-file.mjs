import { readFileSync } from 'node:fs';
import { repositoryPath } from '../bootstrap/paths.mjs';

/** @returns {import('./run.mjs').Outcome} */
export function checkLockFile() {
  const text = readFileSync(repositoryPath('package-lock.json'), 'utf8');
  return {
    problems: lockFileProblems(/** @type {unknown} */ (JSON.parse(text))),
    summary: 'package-lock.json',
  };
}

/**
 * @typedef {{
 *   resolved?: string,
 *   integrity?: string,
 *   dependencies?: Record<string, string>,
 *   optionalDependencies?: Record<string, string>,
 * }} LockedPackage
 */

/**
 * The lock file names versions and hashes, never the address of a registry: everybody installs from
 * their own. Git and file dependencies have no hash, so they do not belong there either. It is complete
 * for every platform: `npm ci` refuses one that lacks even an optional package of another system.
 *
 * @param {unknown} lock parsed
 * @returns {string[]}
 */
export function lockFileProblems(lock) {
  const { packages } = /** @type {{ packages: Record<string, LockedPackage> }} */ (lock);
  const names = new Set(
    Object.keys(packages).map((path) =>
      path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length),
    ),
  );
  return Object.entries(packages).flatMap(([path, locked]) => [
    ...(path === '' ? [] : sourceProblems(path, locked)),
    ...Object.keys({ ...locked.dependencies, ...locked.optionalDependencies })
      .filter((name) => !names.has(name))
      .map((name) => `${path} needs ${name}, which is missing`),
  ]);
}

/**
 * @param {string} path
 * @param {LockedPackage} locked
 * @returns {string[]}
 */
function sourceProblems(path, { resolved, integrity }) {
  if (resolved !== undefined) return [`${path} carries an address: ${resolved}`];
  return integrity === undefined ? [`${path} carries no hash`] : [];
}
