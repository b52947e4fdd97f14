import { existsSync, lstatSync, mkdtempSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import {
  extractLibrary,
  fillFolder,
  holdsLibrary,
  placeLibrary,
  removeLibrary,
} from '../../../../../build/bootstrap/native/library-files.mjs';
import { tarBytes, type TarEntry } from '../../../../support/tar-bytes.ts';
import { useTempFolder } from '../../../../support/temp-folder.ts';

const temp = useTempFolder();

function newFolder(): string {
  return mkdtempSync(temp('library-'));
}

const entries: readonly TarEntry[] = [
  { name: 'node_modules/x/lib/napi-v6/tfjs_binding.node', body: 'addon' },
  { name: './lib/libtensorflow.so.2.9.1', body: 'library' },
  { name: './lib/libtensorflow.so', flag: '2', linkName: 'libtensorflow.so.2.9.1' },
  { name: './include/tensorflow/c/c_api.h', body: 'header' },
  { name: './LICENSE', body: 'licence' },
  { name: 'THIRD_PARTY_TF_C_LICENSES', body: 'notices' },
  { name: 'node_modules/x/LICENSE', body: 'of another' },
  { name: '../../lib/libtensorflow_outside.so', body: 'outside' },
  { name: 'lib/libtensorflow_link.so', flag: '2', linkName: '../../../outside' },
];

async function extracted(): Promise<string> {
  const folder = join(newFolder(), 'library');
  await extractLibrary(Readable.from([tarBytes(entries)]), folder);
  return folder;
}

describe('the files of the native library', () => {
  it('[N2] only the addon, the libraries and their notices leave the archive, and none leaves the folder', async () => {
    const folder = await extracted();
    expect(readdirSync(folder).sort()).toEqual([
      'LICENSE',
      'THIRD_PARTY_TF_C_LICENSES',
      'libtensorflow.so',
      'libtensorflow.so.2.9.1',
      'libtensorflow_link.so',
      'libtensorflow_outside.so',
      'tfjs_binding.node',
    ]);
    expect(readdirSync(join(folder, '..'))).toEqual(['library']);
    expect(readlinkSync(join(folder, 'libtensorflow_link.so'))).toBe('outside');
  });

  it('[N2] they are put where tfjs-node looks for them, again and again', async () => {
    const folder = await extracted();
    const target = newFolder();
    placeLibrary(folder, target);
    placeLibrary(folder, target);
    expect(readFileSync(join(target, 'lib', 'napi-v8', 'tfjs_binding.node'), 'utf8')).toBe('addon');
    expect(readFileSync(join(target, 'deps', 'lib', 'libtensorflow.so'), 'utf8')).toBe('library');
    expect(readFileSync(join(target, 'deps', 'THIRD_PARTY_TF_C_LICENSES'), 'utf8')).toBe('notices');
    expect(lstatSync(join(target, 'deps', 'lib', 'libtensorflow.so')).isSymbolicLink()).toBe(true);
    removeLibrary(target);
    expect(readdirSync(target)).toEqual([]);
    expect(holdsLibrary(folder)).toBe(true);
  });

  it('[N3] a cache folder is there whole or not at all', async () => {
    const folder = join(newFolder(), 'cache');
    await expect(fillFolder(folder, () => Promise.reject(new Error('cut off')))).rejects.toThrow('cut off');
    await expect(fillFolder(folder, async () => undefined)).rejects.toThrow(/does not hold the addon/);
    expect(existsSync(folder)).toBe(false);
    expect(readdirSync(join(folder, '..'))).toEqual([]);
  });

  it('[N3] a filled cache folder is not filled again', async () => {
    const folder = await extracted();
    await fillFolder(folder, () => Promise.reject(new Error('called')));
    expect(holdsLibrary(folder)).toBe(true);
  });
});
