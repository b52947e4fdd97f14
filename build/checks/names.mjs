import { basename } from 'node:path';
import { projectFiles } from './project-files.mjs';

const KEBAB =
  /^[a-z0-9]+(?:-[a-z0-9]+)*(?:\.(?:entry|test|bench|config|vite\.backend|renderer|svelte|d|backend|main|preload))*\.(?:ts|mts|cts|mjs)$/;
const PASCAL = /^[A-Z][A-Za-z0-9]*\.svelte$/;
const VAGUE = /^(?:utils?|helpers?|types|common|misc|index)\.(?:ts|mjs)$/;

/** @returns {import('./run.mjs').Outcome} */
export function checkNames() {
  const files = projectFiles();
  const known = new Set(files);
  return {
    problems: files.flatMap((path) => nameProblem(path, known) ?? []),
    summary: `${files.length} files`,
  };
}

/**
 * A file's name says what it holds; a unit test's path says what it tests.
 *
 * @param {string} path
 * @param {ReadonlySet<string>} known every source of the project
 * @returns {string | null}
 */
export function nameProblem(path, known) {
  const name = basename(path);
  if (VAGUE.test(name)) return `${path}: name the one idea that the file holds`;
  if (!KEBAB.test(name) && !PASCAL.test(name)) return `${path}: use kebab-case.ts or PascalCase.svelte`;
  const unit = /^tests\/unit\/(.+)\.test\.ts$/.exec(path)?.[1];
  if (unit === undefined || aspects(unit).some((source) => hasSource(source, known))) return null;
  return `${path}: there is no ${unit}.ts that it could test`;
}

/**
 * What a test may be about: 'dir/read-score-fuzz' tests read-score-fuzz, or else read-score, or read.
 *
 * @param {string} unit
 * @returns {string[]}
 */
function aspects(unit) {
  const folder = unit.slice(0, unit.lastIndexOf('/') + 1);
  const words = basename(unit).split('-');
  return words.map((_, index) => folder + words.slice(0, words.length - index).join('-'));
}

/**
 * @param {string} source without its extension
 * @param {ReadonlySet<string>} known
 * @returns {boolean}
 */
function hasSource(source, known) {
  return ['ts', 'mjs', 'svelte'].some((extension) => known.has(`${source}.${extension}`));
}
