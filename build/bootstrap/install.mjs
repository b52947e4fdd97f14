import { existsSync, readFileSync } from 'node:fs';
import { runNpm } from './npm.mjs';
import { repositoryPath } from './paths.mjs';
import { say } from './say.mjs';
import { hashFile, readStamp, writeStamp } from './stamp.mjs';
import { StepFailed } from './step-failed.mjs';

/**
 * Installs the packages of package-lock.json unless exactly these are installed already. Install
 * scripts stay off: none is needed, and the one of tfjs-node fails wherever its download does.
 *
 * @returns {Promise<void>}
 */
export async function installPackages() {
  const lockHash = hashFile(repositoryPath('package-lock.json'));
  const stampPath = repositoryPath('node_modules', '.divisi', 'install.json');
  if (readStamp(stampPath)?.['lockHash'] === lockHash) return;
  if (matchesInstalled(readJson('package-lock.json'), readJson('node_modules/.package-lock.json'))) {
    writeStamp(stampPath, { lockHash });
    return;
  }
  say('Installing the packages of package-lock.json into node_modules');
  say('(npm ci --ignore-scripts: about 730 packages, some 650 MB on disk; only when they change).');
  const args = ['ci', '--ignore-scripts', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'];
  const { code } = await runNpm(args, { cwd: repositoryPath() });
  if (code !== 0)
    throw new StepFailed(
      `npm could not install the packages (exit code ${code}). Its message is above; ` +
        'when the network is the reason, run the same command again once it is back.',
    );
  writeStamp(stampPath, { lockHash });
}

/**
 * Whether npm's record of what it installed holds every package that the lock file wants, in its
 * version. Optional packages may be missing: they belong to other platforms.
 *
 * @param {unknown} wanted package-lock.json, parsed
 * @param {unknown} installed node_modules/.package-lock.json, parsed
 * @returns {boolean}
 */
export function matchesInstalled(wanted, installed) {
  const want = packagesOf(wanted);
  const have = packagesOf(installed);
  if (want === null || have === null) return false;
  return Object.entries(want).every(([path, { version, optional, devOptional }]) => {
    if (path === '') return true;
    const found = have[path];
    return found === undefined ? Boolean(optional ?? devOptional) : found.version === version;
  });
}

/**
 * @param {unknown} lock
 * @returns {Record<string, { version?: string, optional?: boolean, devOptional?: boolean }> | null}
 */
function packagesOf(lock) {
  if (typeof lock !== 'object' || lock === null || !('packages' in lock)) return null;
  const { packages } = lock;
  return typeof packages === 'object' && packages !== null
    ? /** @type {Record<string, { version?: string }>} */ (packages)
    : null;
}

/**
 * @param {string} relativePath
 * @returns {unknown} null when the file is missing or damaged
 */
function readJson(relativePath) {
  const path = repositoryPath(relativePath);
  if (!existsSync(path)) return null;
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return null;
  }
}
