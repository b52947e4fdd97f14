import { basename } from 'node:path';
import { spawnChild } from './spawn-child.mjs';

/**
 * Settings of the outer `npm run` that would change what an inner npm does: `-s` would hide its
 * errors, `--json` would change its output.
 */
const OUTER_ONLY = Object.freeze([
  'npm_config_loglevel',
  'npm_config_json',
  'npm_config_omit',
  'npm_config_include',
]);

/**
 * Runs the npm that runs us, else the one on the PATH.
 *
 * @param {readonly string[]} args
 * @param {{ cwd: string, capture?: boolean, quiet?: boolean }} options
 * @returns {ReturnType<typeof spawnChild>}
 */
export function runNpm(args, options) {
  const env = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !OUTER_ONLY.includes(name.toLowerCase())),
  );
  const cli = process.env['npm_execpath'];
  if (cli && basename(cli) === 'npm-cli.js')
    return spawnChild(process.execPath, [cli, ...args], { ...options, env });
  // On Windows npm is a .cmd file, which only a shell can start.
  return spawnChild('npm', args, { ...options, env, shell: process.platform === 'win32' });
}
