import { readdirSync, statSync } from 'node:fs';
import { repositoryPath } from '../bootstrap/paths.mjs';

/** Where the project's own sources are: folders, and files of the top level. */
const SOURCES = Object.freeze(['electron', 'renderer', 'shared', 'build', 'tests', 'forge.config.ts']);

const SOURCE_NAME = /\.(?:ts|mts|cts|mjs|svelte)$/;

/**
 * Every source file of the project, sorted.
 *
 * @param {readonly string[]} [places] folders or files
 * @param {RegExp} [pattern] of the whole relative path
 * @returns {string[]} paths relative to the repository, with forward slashes
 */
export function projectFiles(places = SOURCES, pattern = SOURCE_NAME) {
  return places
    .flatMap((place) =>
      statSync(repositoryPath(place), { throwIfNoEntry: false })?.isFile() ? [place] : walk(place),
    )
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
