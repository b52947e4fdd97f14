import { existsSync, readFileSync } from 'node:fs';
import { repositoryPath } from '../bootstrap/paths.mjs';
import { projectFiles } from './project-files.mjs';

/** A rule of SPEC.md: a list item that starts with its number in bold, '- **A3** text'. */
const RULE = /^\s*[-*] \*\*([A-Z]{1,3}\d{1,3})\*\*/gm;
/** Tests, and those that several test files run, each in surroundings of its own. */
const TESTS = /(?:\.test|-specs)\.ts$/;
/** Rules at the start of a test's title: '[A3] ...' or '[A3][A4] ...'. */
const QUOTE = /['"`]((?:\[[A-Z]{1,3}\d{1,3}\]\s?)+)/g;

/** @returns {import('./run.mjs').Outcome} */
export function checkRules() {
  const spec = repositoryPath('SPEC.md');
  const rules = rulesOf(existsSync(spec) ? readFileSync(spec, 'utf8') : '');
  const quotes = projectFiles(['tests'], TESTS).flatMap((path) =>
    quotesOf(readFileSync(repositoryPath(path), 'utf8')).map((rule) => ({ rule, path })),
  );
  return { problems: ruleProblems(rules, quotes), summary: `${rules.length} rules, ${quotes.length} quotes` };
}

/**
 * @param {string} spec
 * @returns {string[]} in order, repeated ones included
 */
export function rulesOf(spec) {
  return [...spec.matchAll(RULE)].map(([, rule = '']) => rule);
}

/**
 * @param {string} source of a test file
 * @returns {string[]}
 */
export function quotesOf(source) {
  return [...source.matchAll(QUOTE)].flatMap(([, quoted = '']) =>
    [...quoted.matchAll(/\[([A-Z]+\d+)\]/g)].map(([, rule = '']) => rule),
  );
}

/**
 * @param {readonly string[]} rules
 * @param {readonly { readonly rule: string, readonly path: string }[]} quotes
 * @returns {string[]}
 */
export function ruleProblems(rules, quotes) {
  const known = new Set(rules);
  const tested = new Set(quotes.map(({ rule }) => rule));
  return [
    ...rules
      .filter((rule, index) => rules.indexOf(rule) !== index)
      .map((rule) => `SPEC.md has ${rule} twice`),
    ...[...known].filter((rule) => !tested.has(rule)).map((rule) => `no test quotes ${rule} of SPEC.md`),
    ...new Set(
      quotes
        .filter(({ rule }) => !known.has(rule))
        .map(({ rule, path }) => `${path} quotes ${rule}, which SPEC.md does not have`),
    ),
  ];
}
