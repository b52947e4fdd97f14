import { spawnChild } from '../bootstrap/spawn-child.mjs';
import { repositoryPath } from '../bootstrap/paths.mjs';
import { projectFiles } from './project-files.mjs';

/** @typedef {import('./run.mjs').Outcome} Outcome */

/**
 * One type-check per runtime, each with the globals that this runtime really has.
 *
 * @type {Readonly<Record<string, readonly string[]>>}
 */
const RUNTIMES = Object.freeze({
  shared: ['shared'],
  backend: ['electron/backend'],
  main: ['electron/main'],
  preload: ['electron/preload'],
  build: ['build'],
  tests: ['tests'],
  'window-tests': ['tests/unit/renderer', 'tests/e2e'],
});

/** @returns {Promise<Outcome>} */
export function checkFormat() {
  return runTool('prettier', 'prettier/bin/prettier.cjs', ['--check', '--log-level=warn', '.']);
}

/** @returns {Promise<Outcome>} */
export function checkLint() {
  return runTool('eslint', 'eslint/bin/eslint.js', [
    '--config',
    'build/eslint.config.mjs',
    '--max-warnings=0',
    '--no-color',
    '.',
  ]);
}

/** @returns {Promise<Outcome>} */
export function checkUnused() {
  return runTool('knip', 'knip/bin/knip.js', ['--config', 'build/knip.json', '--no-progress']);
}

/** @returns {Promise<Outcome>} */
export async function checkTypes() {
  const runtimes = Object.entries(RUNTIMES)
    .filter(([, folders]) => projectFiles(folders).length > 0)
    .map(([name]) => name);
  const outcomes = await Promise.all(
    runtimes.map((name) => {
      const cache = `out/types/${name}.tsbuildinfo`;
      const args = ['-p', `build/tsconfig.${name}.json`, '--incremental', '--tsBuildInfoFile', cache];
      return runTool(name, 'typescript/bin/tsc', [...args, '--pretty', 'false']);
    }),
  );
  if (projectFiles(['renderer']).length > 0) {
    runtimes.push('renderer');
    outcomes.push(await checkComponents());
  }
  return {
    problems: outcomes.flatMap(({ problems }) => problems),
    summary: runtimes.join(', '),
  };
}

/** The renderer's components and modules, which the TypeScript compiler alone cannot read. */
function checkComponents() {
  return runTool('renderer', 'svelte-check/bin/svelte-check', [
    '--workspace',
    'renderer',
    '--tsconfig',
    '../build/tsconfig.renderer.json',
    '--output',
    'machine',
    '--fail-on-warnings',
  ]);
}

/**
 * @param {string} summary
 * @param {string} program below node_modules
 * @param {readonly string[]} args
 * @returns {Promise<Outcome>}
 */
async function runTool(summary, program, args) {
  const path = repositoryPath('node_modules', ...program.split('/'));
  const { code, signal, stdout, stderr } = await spawnChild(process.execPath, [path, ...args], {
    cwd: repositoryPath(),
    capture: true,
    quiet: true,
  });
  if (code === 0) return { problems: [], summary };
  const output = `${stdout}${stderr}`.trim();
  return { problems: [output === '' ? `ended with ${signal ?? `code ${code}`}` : output], summary };
}
