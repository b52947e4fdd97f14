import { readFile, writeFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { SpeedBook } from '../../../../../electron/backend/service/speed-book.ts';
import { useTempFolder } from '../../../../support/temp-folder.ts';

const temp = useTempFolder();

describe('SpeedBook', () => {
  it('[RP36] what was measured last decides, in the next process too', async () => {
    const path = temp('home/speed.json');
    const book = new SpeedBook(path);
    expect(await book.forecast('divisi scratch', 1e12)).toMatchObject({ isMeasured: false });
    await book.note('divisi scratch', 4e10, 2);
    await book.note('divisi scratch', 6e10, 2);
    expect(await book.forecast('divisi scratch', 9e10)).toEqual({ sec: 3, isMeasured: true });
    expect(await book.forecast('divisi warm', 9e10)).toMatchObject({ isMeasured: false });
    const next = new SpeedBook(path);
    expect(await next.forecast('divisi scratch', 9e10)).toEqual({ sec: 3, isMeasured: true });
    expect(JSON.parse(await readFile(path, 'utf8'))).toEqual({ 'divisi scratch': 3e10 });
  });

  it('[RP36] a damaged file is none, and without a file it remembers while it lives', async () => {
    const path = temp('speed.json');
    await writeFile(path, '{"divisi scratch":"fast"}');
    for (const book of [new SpeedBook(path), new SpeedBook(null), new SpeedBook(temp('speed.json/below'))]) {
      expect((await book.forecast('divisi scratch', 1e10)).isMeasured).toBe(false);
      await book.note('divisi scratch', 1e10, 5);
      expect(await book.forecast('divisi scratch', 1e10)).toEqual({ sec: 5, isMeasured: true });
    }
  });
});
