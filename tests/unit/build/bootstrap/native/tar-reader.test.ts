import fc from 'fast-check';
import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { readTar } from '../../../../../build/bootstrap/native/tar-reader.mjs';
import { paxRecord, tarBytes } from '../../../../support/tar-bytes.ts';

type Read = { name: string; type: string; linkName: string; body: string };

async function readAll(bytes: Buffer, chunkBytes = bytes.length): Promise<Read[]> {
  const chunks: Buffer[] = [];
  for (let start = 0; start < bytes.length; start += chunkBytes)
    chunks.push(bytes.subarray(start, start + chunkBytes));
  const members: Read[] = [];
  for await (const { name, type, linkName, body } of readTar(Readable.from(chunks))) {
    const parts: Buffer[] = [];
    for await (const part of body) parts.push(part);
    members.push({ name, type, linkName, body: Buffer.concat(parts).toString() });
  }
  return members;
}

const archive = tarBytes([
  { name: 'folder/', flag: '5' },
  { name: 'folder/a.txt', body: 'alpha' },
  { name: 'b.so', flag: '2', linkName: 'b.so.1' },
  { name: 'empty' },
  { name: 'big', body: 'x'.repeat(1300) },
]);

describe('reading tar archives', () => {
  it('[N1] files, folders, links and empty files come in order', async () => {
    expect(await readAll(archive)).toEqual([
      { name: 'folder/', type: 'folder', linkName: '', body: '' },
      { name: 'folder/a.txt', type: 'file', linkName: '', body: 'alpha' },
      { name: 'b.so', type: 'link', linkName: 'b.so.1', body: '' },
      { name: 'empty', type: 'file', linkName: '', body: '' },
      { name: 'big', type: 'file', linkName: '', body: 'x'.repeat(1300) },
    ]);
  });

  it('[N1] the chunks of the source make no difference', async () => {
    const whole = await readAll(archive);
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: archive.length }), async (chunkBytes) => {
        expect(await readAll(archive, chunkBytes)).toEqual(whole);
      }),
      { numRuns: 30 },
    );
  });

  it('[N1] long names come from the prefix, from GNU and from pax headers', async () => {
    const long = `${'d/'.repeat(80)}name`;
    const members = await readAll(
      tarBytes([
        { name: 'name', prefix: 'some/where', body: '1' },
        { name: '././@LongLink', flag: 'L', body: `${long}\0` },
        { name: 'cut', body: '2' },
        { name: 'pax', flag: 'x', body: paxRecord('path', long) + paxRecord('mtime', '1') },
        { name: 'cut', body: '3' },
        { name: 'plain', body: '4' },
      ]),
    );
    expect(members.map(({ name, body }) => [name, body])).toEqual([
      ['some/where/name', '1'],
      [long, '2'],
      [long, '3'],
      ['plain', '4'],
    ]);
  });

  it('[N1] a body that nobody reads is skipped', async () => {
    const names: string[] = [];
    for await (const { name } of readTar(Readable.from([archive]))) names.push(name);
    expect(names).toEqual(['folder/', 'folder/a.txt', 'b.so', 'empty', 'big']);
  });

  it('[N1] a truncated archive is an error', async () => {
    await expect(readAll(archive.subarray(0, 4 * 512 + 700))).rejects.toThrow(
      'tar: the archive ends too early',
    );
  });

  it('[N1] a damaged header is an error', async () => {
    const damaged = Buffer.from(archive);
    damaged[512] = 1;
    await expect(readAll(damaged)).rejects.toThrow('tar: a header is damaged');
  });

  it('[N1] an empty source has no members', async () => {
    expect(await readAll(Buffer.alloc(0), 1)).toEqual([]);
  });
});
