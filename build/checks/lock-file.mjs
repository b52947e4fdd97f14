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
 * The lock file names versions and hashes, never the address of a registry: everybody installs from
 * their own. Git and file dependencies have no hash, so they do not belong there either.
 *
 * @param {unknown} lock parsed
 * @returns {string[]}
 */
export function lockFileProblems(lock) {
  const { packages } =
    /** @type {{ packages: Record<string, { resolved?: string, integrity?: string }> }} */ (lock);
  return Object.entries(packages).flatMap(([path, { resolved, integrity }]) => {
    if (path === '') return [];
    if (resolved !== undefined) return [`${path} carries an address: ${resolved}`];
    return integrity === undefined ? [`${path} carries no hash`] : [];
  });
}
