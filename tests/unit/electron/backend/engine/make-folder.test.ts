import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { makeFolder, removeEmptyFolders } from '../../../../../electron/backend/engine/make-folder.ts';
import { useTempFolder } from '../../../../support/temp-folder.ts';

const temp = useTempFolder();

describe('makeFolder', () => {
  it('[C7] creates what is missing, and says what it was', async () => {
    expect(await makeFolder(temp('a/b/c'))).toEqual([temp('a'), temp('a/b'), temp('a/b/c')]);
    expect(await makeFolder(temp('a/b/c'))).toEqual([]);
    const both = await Promise.all([makeFolder(temp('p/q')), makeFolder(temp('p/q'))]);
    expect(both.flat().sort()).toEqual([temp('p'), temp('p/q')]);
  });

  it('[C7] refuses what lies at or below a file', async () => {
    await writeFile(temp('file'), '');
    await expect(makeFolder(temp('file'))).rejects.toMatchObject({ code: 'ENOTDIR' });
    await expect(makeFolder(temp('file/x'))).rejects.toMatchObject({ code: 'ENOTDIR' });
  });

  it.runIf(existsSync('/proc/self'))('[C7] gives up where the system refuses below a folder', async () => {
    await expect(makeFolder('/proc/divisi/stems')).rejects.toMatchObject({ code: 'ENOENT' });
  });
});

describe('removeEmptyFolders', () => {
  it('[C15] removes empty folders, and leaves what somebody filled', async () => {
    await removeEmptyFolders(await makeFolder(temp('x/y')));
    expect(existsSync(temp('x'))).toBe(false);
    const created = await makeFolder(temp('x/y'));
    await mkdir(temp('x/other'));
    await removeEmptyFolders(created);
    expect(await readdir(temp('x'))).toEqual(['other']);
  });
});
