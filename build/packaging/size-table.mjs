import { lstatSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Sizes of a packed folder by what they are for, largest first.
 *
 * @param {string} folder
 * @returns {{ readonly part: string, readonly bytes: number, readonly files: number }[]}
 */
export function sizesOf(folder) {
  /** @type {Map<string, { bytes: number, files: number }>} */
  const parts = new Map();
  for (const { path, bytes } of filesOf(folder)) {
    const part = partOf(path);
    const sum = parts.get(part) ?? { bytes: 0, files: 0 };
    parts.set(part, { bytes: sum.bytes + bytes, files: sum.files + 1 });
  }
  return [...parts].map(([part, sum]) => ({ part, ...sum })).sort((a, b) => b.bytes - a.bytes);
}

/**
 * @param {string} folder
 * @returns {string} a table for people, with its total
 */
export function sizeTable(folder) {
  const rows = sizesOf(folder);
  const total = { part: 'total', bytes: sum(rows, 'bytes'), files: sum(rows, 'files') };
  const lines = [...rows, total].map(
    ({ part, bytes, files }) =>
      `${part.padEnd(36)} ${(bytes / 1e6).toFixed(1).padStart(8)} MB ${String(files).padStart(6)} files`,
  );
  return `${lines.join('\n')}\n`;
}

/**
 * @param {string} folder
 * @returns {{ readonly path: string, readonly bytes: number }[]} paths with forward slashes; links count as files
 */
export function filesOf(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => ({
      path: path.slice(folder.length + 1).replaceAll('\\', '/'),
      bytes: lstatSync(path).size,
    }))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** @param {string} path */
function partOf(path) {
  const resources = /(?:^|\/)[Rr]esources\/(.*)$/.exec(path)?.[1];
  if (resources === undefined) return 'Electron';
  if (resources === 'app.asar') return 'archive (programs, window, packages)';
  if (/^app\.asar\.unpacked\/.*\/@tensorflow\//.test(resources)) return 'native TensorFlow';
  if (resources.startsWith('app.asar.unpacked/')) return 'replaceable parts (LGPL)';
  return 'notices, icons, file type';
}

/**
 * @param {readonly { readonly bytes: number, readonly files: number }[]} rows
 * @param {'bytes' | 'files'} key
 * @returns {number}
 */
function sum(rows, key) {
  return rows.reduce((all, row) => all + row[key], 0);
}
