import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { unpackArchive } from '../../../../../build/bootstrap/native/registry.mjs';
import { tarBytes } from '../../../../support/tar-bytes.ts';
import { useTempFolder } from '../../../../support/temp-folder.ts';

const temp = useTempFolder();

const inner = brotliCompressSync(
  tarBytes([
    { name: 'lib/napi-v6/tfjs_binding.node', body: 'addon' },
    { name: 'deps/lib/libtensorflow.so.1', body: 'library' },
    { name: 'README.md', body: 'text' },
  ]),
);
const bytes = gzipSync(
  tarBytes([
    { name: 'package/other.br', body: 'other' },
    { name: 'package/tree.br', body: inner },
    { name: 'package/package.json', body: '{}' },
  ]),
);
const integrity = `sha512-${createHash('sha512').update(bytes).digest('base64')}`;

function store(): { archive: string; folder: string } {
  const root = mkdtempSync(temp('registry-'));
  writeFileSync(join(root, 'a.tgz'), bytes);
  return { archive: join(root, 'a.tgz'), folder: join(root, 'library') };
}

describe('the archive from the npm registry', () => {
  it('[N4] the addon and the library come out of the archive within it', async () => {
    const { archive, folder } = store();
    await unpackArchive(archive, { integrity, member: 'package/tree.br' }, folder);
    expect(readdirSync(folder).sort()).toEqual(['libtensorflow.so.1', 'tfjs_binding.node']);
  });

  it('[N4] an archive with another hash is refused before anything is unpacked', async () => {
    const { archive, folder } = store();
    writeFileSync(archive, Buffer.concat([bytes, Buffer.from([0])]));
    await expect(unpackArchive(archive, { integrity, member: 'package/tree.br' }, folder)).rejects.toThrow(
      /SHA-512 hash differs/,
    );
    expect(existsSync(folder)).toBe(false);
  });

  it('[N4] an archive without the expected member is refused', async () => {
    const { archive, folder } = store();
    await expect(unpackArchive(archive, { integrity, member: 'package/none.br' }, folder)).rejects.toThrow(
      /does not hold package\/none\.br/,
    );
  });
});
