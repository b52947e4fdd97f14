import { homedir } from 'node:os';
import { dirname, isAbsolute, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '..', '..');

/**
 * @param {...string} parts below the repository's root
 * @returns {string} absolute path
 */
export function repositoryPath(...parts) {
  return join(ROOT, ...parts);
}

/**
 * Where downloads that several checkouts share are kept: DIVISI_CACHE, else XDG_CACHE_HOME/divisi,
 * else the platform's usual place. A relative XDG_CACHE_HOME is invalid by its specification and ignored.
 *
 * @param {Readonly<Record<string, string | undefined>>} [environment]
 * @param {string} [platform] as `process.platform`
 * @param {string} [home]
 * @returns {string} absolute path
 */
export function cacheFolder(environment = process.env, platform = process.platform, home = homedir()) {
  const own = environment['DIVISI_CACHE'];
  if (own) return resolve(own);
  const xdg = environment['XDG_CACHE_HOME'];
  if (xdg && isAbsolute(xdg)) return join(xdg, 'divisi');
  const local = environment['LOCALAPPDATA'];
  if (platform === 'win32' && local) return join(local, 'divisi', 'cache');
  return join(home, '.cache', 'divisi');
}
