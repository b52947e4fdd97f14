import { readFileSync } from 'node:fs';
import { repositoryPath } from '../bootstrap/paths.mjs';
import { projectFiles } from './project-files.mjs';

const MAX_LINES = 300;
/** A longer file states its reason in its first lines: `Long file: ...`. */
const EXCUSE = /Long file: \S/;
const EXCUSE_WITHIN_LINES = 15;

/** @returns {import('./run.mjs').Outcome} */
export function checkSizes() {
  const files = projectFiles();
  return {
    problems: files.flatMap((path) => sizeProblem(path, readFileSync(repositoryPath(path), 'utf8')) ?? []),
    summary: `${files.length} files`,
  };
}

/**
 * @param {string} path
 * @param {string} source
 * @returns {string | null}
 */
export function sizeProblem(path, source) {
  const lines = source.trimEnd().split('\n');
  if (lines.length <= MAX_LINES) return null;
  if (EXCUSE.test(lines.slice(0, EXCUSE_WITHIN_LINES).join('\n'))) return null;
  return `${path}: ${lines.length} lines; split it at ${MAX_LINES}, or say "Long file: why" at its top`;
}
