import { existsSync, readFileSync } from 'node:fs';
import { repositoryPath } from './paths.mjs';
import { say } from './say.mjs';

/**
 * Looks whether Electron's binary lies in the checkout. Requiring the package would download it.
 *
 * @param {string} [packageFolder]
 * @returns {boolean}
 */
export function hasElectronBinary(packageFolder = repositoryPath('node_modules', 'electron')) {
  const pointer = `${packageFolder}/path.txt`;
  if (!existsSync(pointer)) return false;
  const dist = process.env['ELECTRON_OVERRIDE_DIST_PATH'] ?? `${packageFolder}/dist`;
  return existsSync(`${dist}/${readFileSync(pointer, 'utf8').trim()}`);
}

/**
 * @returns {number} exit code
 */
export function reportStart() {
  say('Divisi has no window yet: the command line does the work. Try "npm run divisi -- --help".');
  say(
    hasElectronBinary()
      ? "Electron's binary is here."
      : "Electron's binary is not here; nothing was downloaded.",
  );
  return 2;
}
