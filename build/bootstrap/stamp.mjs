import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * A stamp is a small JSON file that remembers how a step ended. A missing or damaged stamp reads as
 * null: the step is then done again.
 *
 * @param {string} path
 * @returns {Record<string, unknown> | null}
 */
export function readStamp(path) {
  try {
    const value = /** @type {unknown} */ (JSON.parse(readFileSync(path, 'utf8')));
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? /** @type {Record<string, unknown>} */ (value)
      : null;
  } catch {
    return null;
  }
}

/**
 * @param {string} path
 * @param {Readonly<Record<string, unknown>>} value
 * @returns {void}
 */
export function writeStamp(path, value) {
  mkdirSync(dirname(path), { recursive: true });
  const partial = `${path}.${process.pid}.partial`;
  writeFileSync(partial, `${JSON.stringify(value, null, 2)}\n`);
  renameSync(partial, path);
}

/**
 * @param {string} path
 * @returns {string} SHA-256 in hex
 */
export function hashFile(path) {
  return createHash('sha256').update(readFileSync(path)).digest('hex');
}
