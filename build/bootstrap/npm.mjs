import { createHash } from 'node:crypto';
import { createReadStream, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
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

/**
 * Fetches a package's archive, unopened, with whatever registry npm is set up for.
 *
 * @param {string} what name@version
 * @param {string} folder an empty one
 * @param {{ quiet?: boolean }} [options]
 * @returns {Promise<{ path: string | null, stderr: string }>} null where npm could not fetch it
 */
export async function fetchArchive(what, folder, options = {}) {
  const args = ['pack', what, '--pack-destination', folder, '--ignore-scripts', '--loglevel=error'];
  const { code, stderr } = await runNpm(args, { ...options, cwd: folder, capture: true });
  const archive = readdirSync(folder).find((file) => file.endsWith('.tgz'));
  return { path: code !== 0 || archive === undefined ? null : join(folder, archive), stderr };
}

/**
 * @param {string} path
 * @returns {Promise<string>} as npm writes it, 'sha512-...'
 */
export async function integrityOf(path) {
  const hash = createHash('sha512');
  await pipeline(createReadStream(path), hash);
  return `sha512-${hash.digest('base64')}`;
}
