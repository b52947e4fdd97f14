import { readdirSync } from 'node:fs';
import { repositoryPath } from '../bootstrap/paths.mjs';

/** Folders that hold the project's own sources. */
export const SOURCE_FOLDERS = Object.freeze(['electron', 'renderer', 'shared', 'build', 'tests']);

const SOURCE = /\.(?:ts|mts|cts|mjs|svelte)$/;

/**
 * Every source file of the project, sorted.
 *
 * @param {readonly string[]} [folders]
 * @param {RegExp} [pattern] of the whole relative path
 * @returns {string[]} paths relative to the repository, with forward slashes
 */
export function projectFiles(folders = SOURCE_FOLDERS, pattern = SOURCE) {
  return folders
    .flatMap((folder) => walk(folder))
    .filter((path) => pattern.test(path))
    .sort();
}

/**
 * @param {string} folder
 * @returns {string[]}
 */
function walk(folder) {
  let entries;
  try {
    entries = readdirSync(repositoryPath(folder), { withFileTypes: true });
  } catch {
    return [];
  }
  return entries.flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return entry.name === 'node_modules' ? [] : walk(path);
    return entry.isFile() ? [path] : [];
  });
}
