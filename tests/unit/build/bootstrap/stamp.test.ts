import { mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { hashFile, readStamp, writeStamp } from '../../../../build/bootstrap/stamp.mjs';
import { useTempFolder } from '../../../support/temp-folder.ts';

const temp = useTempFolder();

function newFolder(): string {
  return mkdtempSync(temp('stamp-'));
}

describe('a stamp', () => {
  it('[F2] reads back what was written and leaves no temporary file', () => {
    const folder = join(newFolder(), 'deep');
    writeStamp(join(folder, 'a.json'), { lockHash: 'x', problems: ['one'] });
    expect(readStamp(join(folder, 'a.json'))).toEqual({ lockHash: 'x', problems: ['one'] });
    expect(readdirSync(folder)).toEqual(['a.json']);
  });

  it.each(['', '{"lockHash":', 'null', '[]', '"text"'])('[F2] damaged content %j reads as none', (text) => {
    const path = join(newFolder(), 'a.json');
    writeFileSync(path, text);
    expect(readStamp(path)).toBeNull();
  });

  it('[F2] a missing file reads as none', () => {
    expect(readStamp(join(newFolder(), 'none.json'))).toBeNull();
  });

  it('[F2] the hash is SHA-256 of the content', () => {
    const path = join(newFolder(), 'a');
    writeFileSync(path, 'abc');
    expect(hashFile(path)).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
  });
});
