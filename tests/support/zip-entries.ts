/** Reads a small zip file with a library that did not write it. */
import { buffer } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { open } from 'yauzl';
import type { Entry, Options, ZipFile } from 'yauzl';

export type ZipContent = { readonly name: string; readonly method: number; readonly bytes: Buffer };

const openZip = promisify<string, Options, ZipFile>(open);

export async function readZip(path: string): Promise<ZipContent[]> {
  const zip = await openZip(path, { lazyEntries: true, autoClose: false });
  const contents: ZipContent[] = [];
  const entries = await new Promise<Entry[]>((resolve, reject) => {
    const found: Entry[] = [];
    zip.on('entry', (entry: Entry) => {
      found.push(entry);
      zip.readEntry();
    });
    zip.on('end', () => resolve(found));
    zip.on('error', reject);
    zip.readEntry();
  });
  for (const entry of entries) {
    const stream = await new Promise<NodeJS.ReadableStream>((resolve, reject) => {
      zip.openReadStream(entry, (cause, opened) => (cause === null ? resolve(opened) : reject(cause)));
    });
    contents.push({ name: entry.fileName, method: entry.compressionMethod, bytes: await buffer(stream) });
  }
  zip.close();
  return contents;
}
