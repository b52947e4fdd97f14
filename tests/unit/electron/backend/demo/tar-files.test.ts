import { describe, expect, it } from 'vitest';
import { readTarFiles } from '../../../../../electron/backend/demo/tar-files.ts';
import { tarBytes } from '../../../../support/tar-bytes.ts';

describe('readTarFiles', () => {
  it('[O6] yields plain files only, with their whole paths', () => {
    const archive = tarBytes([
      { name: 'package/', flag: '5' },
      { name: 'audio/C4v6.ogg', prefix: 'package', body: 'sound' },
      { name: 'package/link', flag: '2', linkName: '/etc/passwd' },
      { name: 'package/empty' },
    ]);
    const files = [...readTarFiles(archive)].map(([path, bytes]) => [path, Buffer.from(bytes).toString()]);
    expect(files).toEqual([
      ['package/audio/C4v6.ogg', 'sound'],
      ['package/empty', ''],
    ]);
  });

  it('[O6] refuses an archive that ends within a file', () => {
    const archive = tarBytes([{ name: 'a', body: 'x'.repeat(2000) }]);
    expect(() => [...readTarFiles(archive.subarray(0, 1500))]).toThrow(/damaged/);
    expect([...readTarFiles(new Uint8Array(0))]).toEqual([]);
  });
});
