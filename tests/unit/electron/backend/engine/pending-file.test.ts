import { readdir, readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { writePending } from '../../../../../electron/backend/engine/pending-file.ts';
import { useTempFolder } from '../../../../support/temp-folder.ts';

const place = useTempFolder();
const blocks = [Uint8Array.of(1, 2), Uint8Array.of(3)];

describe('writePending', () => {
  it('[C15] appears when committed, whole; a dropped file leaves nothing', async () => {
    const kept = await writePending(place('kept.bin'), blocks);
    const dropped = await writePending(place('dropped.bin'), blocks);
    if (!kept.ok || !dropped.ok) throw new Error('expected two files');
    expect((await readdir(place('.'))).sort()).toEqual(['dropped.bin.partial', 'kept.bin.partial']);
    expect((await kept.value.commit()).ok).toBe(true);
    await kept.value.drop();
    await dropped.value.drop();
    expect(await readdir(place('.'))).toEqual(['kept.bin']);
    expect([...(await readFile(place('kept.bin')))]).toEqual([1, 2, 3]);
  });

  it('[C15] a failure names the file and leaves nothing', async () => {
    const result = await writePending(place('no/such/file.bin'), blocks);
    expect(result.ok ? '' : `${result.error.code} ${result.error.message}`).toMatch(
      /^output-unwritable .*file\.bin/,
    );
    const full = await writePending(place('full.bin'), blocks, {
      open: () =>
        Promise.resolve({
          write: () => Promise.reject(Object.assign(new Error('full'), { code: 'ENOSPC' })),
          sync: () => Promise.resolve(),
          close: () => Promise.resolve(),
        }),
      rename: () => Promise.resolve(),
      remove: () => Promise.resolve(),
    });
    expect(full.ok ? '' : full.error.code).toBe('disk-full');
  });
});
