import { createHash } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { nativeSums, writeNativeSums } from '../../../../build/packaging/native-sums.ts';
import { useTempFolder } from '../../../support/temp-folder.ts';

const temp = useTempFolder();
const sumOf = (text: string): string => createHash('sha256').update(text).digest('hex');

async function staged(name: string): Promise<string> {
  const folder = temp(name);
  await mkdir(join(folder, '.vite', 'build'), { recursive: true });
  await mkdir(join(folder, 'a', 'lib'), { recursive: true });
  await writeFile(join(folder, 'a', 'lib', 'libx.so.2'), 'library');
  await writeFile(join(folder, 'a', 'addon.node'), 'addon');
  await writeFile(join(folder, 'a', 'index.js'), 'code');
  return folder;
}

describe('sums of native code', () => {
  it('[PK3] are made of every library and addon, and of nothing else', async () => {
    expect(await nativeSums(await staged('sums'))).toEqual({
      'a/addon.node': sumOf('addon'),
      'a/lib/libx.so.2': sumOf('library'),
    });
  });

  it('[PK3] are written where main looks; on macOS, where all is signed afterwards, there are none', async () => {
    const folder = await staged('written');
    const read = async (): Promise<unknown> =>
      JSON.parse(await readFile(join(folder, '.vite', 'build', 'native-sums.json'), 'utf8'));
    await writeNativeSums(folder, 'linux');
    expect(await read()).toEqual(await nativeSums(folder));
    await writeNativeSums(folder, 'darwin');
    expect(await read()).toEqual({});
  });
});
