import { existsSync, readFileSync } from 'node:fs';
import { repositoryPath } from './paths.mjs';

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
