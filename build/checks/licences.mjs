// As a program: node build/checks/licences.mjs --write renews THIRD_PARTY_NOTICES.md.
import { readFileSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { repositoryPath } from '../bootstrap/paths.mjs';
import { renderNotices } from './notices.mjs';

const ALLOWED = Object.freeze([
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'CC0-1.0',
  'ISC',
  'MIT',
  'Unlicense',
]);

/**
 * Weak copyleft that is allowed by name: each stays a separate, replaceable file in node_modules.
 *
 * @type {Readonly<Record<string, { readonly licence: string, readonly reason: string }>>}
 */
const EXCEPTIONS = Object.freeze({
  'mpg123-decoder': {
    licence: 'MIT',
    reason: 'its WebAssembly is mpg123, LGPL-2.1: loaded from its own package, replaceable, never bundled',
  },
  'wasm-media-encoders': {
    licence: 'MIT',
    reason:
      'its mp3.wasm is LAME, LGPL-2.0-or-later, and its ogg.wasm libvorbis, BSD-3-Clause: each loaded from its own file, replaceable, never bundled',
  },
  'codec-parser': {
    licence: 'LGPL-3.0-or-later',
    reason: 'loaded from its own package, replaceable, never bundled',
  },
});

const NOTICES = 'THIRD_PARTY_NOTICES.md';

/** @typedef {{ readonly name: string, readonly version: string, readonly licence: string, readonly path: string }} Dependency */

/** @returns {import('./run.mjs').Outcome} */
export function checkLicences() {
  const dependencies = readDependencies();
  const problems = [
    ...dependencies.flatMap((dependency) => licenceProblem(dependency) ?? []),
    ...noticeProblems(dependencies, readFileSync(repositoryPath(NOTICES), 'utf8')),
  ];
  return { problems, summary: `${dependencies.length} production packages` };
}

/** @returns {Dependency[]} */
function readDependencies() {
  return productionDependencies(
    /** @type {unknown} */ (JSON.parse(readFileSync(repositoryPath('package-lock.json'), 'utf8'))),
  );
}

/**
 * @param {unknown} lock package-lock.json, parsed
 * @returns {Dependency[]} everything that a user's installation holds, sorted by name
 */
export function productionDependencies(lock) {
  const { packages } =
    /** @type {{ packages: Record<string, { version?: string, license?: string, dev?: boolean, devOptional?: boolean }> }} */ (
      lock
    );
  return Object.entries(packages)
    .filter(([path, { dev, devOptional }]) => path !== '' && !dev && !devOptional)
    .map(([path, { version = '', license = 'unknown' }]) => ({
      name: path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length),
      version,
      licence: license,
      path,
    }))
    .sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : a.version < b.version ? -1 : 1));
}

/**
 * @param {Dependency} dependency
 * @returns {string | null}
 */
export function licenceProblem({ name, version, licence }) {
  if (EXCEPTIONS[name]?.licence === licence || isAllowed(licence)) return null;
  return `${name}@${version}: the licence "${licence}" is not on the list`;
}

/**
 * @param {string} expression SPDX, with OR, AND and parentheses
 * @returns {boolean} whether it can be met with allowed licences alone
 */
export function isAllowed(expression) {
  const bare = expression.trim().replace(/^\(([^()]*)\)$/, '$1');
  if (/ OR /.test(bare)) return bare.split(' OR ').some(isAllowed);
  if (/ AND /.test(bare)) return bare.split(' AND ').every(isAllowed);
  return ALLOWED.includes(bare);
}

/**
 * @param {readonly Dependency[]} dependencies
 * @param {string} notices
 * @returns {string[]}
 */
export function noticeProblems(dependencies, notices) {
  const missing = dependencies.filter(
    ({ name, version, licence }) => !notices.includes(`| ${name} | ${version} | ${licence} |`),
  );
  return missing.map(
    ({ name, version }) =>
      `${NOTICES} lacks ${name}@${version}; renew it with: node build/checks/licences.mjs --write`,
  );
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  if (process.argv[2] === '--write')
    writeFileSync(repositoryPath(NOTICES), renderNotices(readDependencies(), EXCEPTIONS));
  else process.stderr.write('Usage: node build/checks/licences.mjs --write\n');
}
