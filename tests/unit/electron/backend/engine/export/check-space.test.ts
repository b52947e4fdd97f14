import { describe, expect, it } from 'vitest';
import {
  checkSpace,
  checkSpaces,
  systemFreeSpace,
} from '../../../../../../electron/backend/engine/export/check-space.ts';
import { useTempFolder } from '../../../../../support/temp-folder.ts';

const inFolder = useTempFolder();
const free = (bytes: number | undefined) => (): Promise<number | undefined> => Promise.resolve(bytes);

describe('room for an export', () => {
  it('[EX55] is told with what is needed and what there is, of a folder that need not exist', async () => {
    const checked = await checkSpace(inFolder('a/b/c'), 3 * 2 ** 30, free(2 ** 20));
    expect(checked).toMatchObject({ ok: false, error: { code: 'disk-full' } });
    if (!checked.ok) expect(checked.error.message).toMatch(/about 3\.0 GB.*1 MB left/);
    expect(await checkSpace(inFolder('a/b/c'), 10, free(undefined))).toMatchObject({ ok: true });
    expect(await systemFreeSpace(inFolder('a/b/c'))).toBeGreaterThan(0);
  });

  it('[EX55] is for everything that goes to one disk together', async () => {
    const needs = [
      { folder: inFolder('here'), bytes: 60 },
      { folder: inFolder('there/below'), bytes: 50 },
    ];
    expect(await checkSpaces(needs, free(100))).toMatchObject({ ok: false, error: { code: 'disk-full' } });
    expect(await checkSpaces(needs, free(110))).toMatchObject({ ok: true });
  });
});
