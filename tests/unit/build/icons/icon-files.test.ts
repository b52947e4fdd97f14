import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { icnsFile, iconSizes, icoFile } from '../../../../build/icons/icon-files.mjs';

const folder = join(import.meta.dirname, '..', '..', '..', '..', 'build', 'icons');
const kept = (name: string): Buffer => readFileSync(join(folder, name));

/** Width and height of a PNG stand in its first chunk. */
function sizeOf(png: Buffer): readonly [number, number] {
  expect(png.subarray(0, 8)).toEqual(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]));
  return [png.readUInt32BE(16), png.readUInt32BE(20)];
}

const images = iconSizes().map((sizePx) => ({ sizePx, png: kept(join('png', `${sizePx}x${sizePx}.png`)) }));

describe('the icons', () => {
  it('[PK11] are drawn from the picture as it is', () => {
    const svg = createHash('sha256').update(kept('divisi.svg')).digest('hex');
    expect(kept('drawn-from.txt').toString('utf8').trim()).toBe(svg);
    for (const { sizePx, png } of images) expect(sizeOf(png)).toEqual([sizePx, sizePx]);
    expect(icoFile(images)).toEqual(kept('divisi.ico'));
    expect(icnsFile(images)).toEqual(kept('divisi.icns'));
  });

  it('[PK11] for Windows hold a directory of whole images', () => {
    const ico = kept('divisi.ico');
    expect([ico.readUInt16LE(0), ico.readUInt16LE(2)]).toEqual([0, 1]);
    const sizes = Array.from({ length: ico.readUInt16LE(4) }, (_, index) => {
      const entry = 6 + 16 * index;
      const [bytes, offset] = [ico.readUInt32LE(entry + 8), ico.readUInt32LE(entry + 12)];
      const [width] = sizeOf(ico.subarray(offset, offset + bytes));
      expect(ico.readUInt8(entry)).toBe(width % 256);
      return width;
    });
    expect(sizes).toEqual([16, 24, 32, 48, 64, 128, 256]);
  });

  it('[PK11] for macOS hold chunks that fill the file exactly', () => {
    const icns = kept('divisi.icns');
    expect(icns.toString('latin1', 0, 4)).toBe('icns');
    expect(icns.readUInt32BE(4)).toBe(icns.length);
    const found: Record<string, number> = {};
    for (let at = 8; at < icns.length; at += icns.readUInt32BE(at + 4))
      found[icns.toString('latin1', at, at + 4)] = sizeOf(icns.subarray(at + 8))[0];
    expect(found).toMatchObject({
      icp4: 16,
      icp5: 32,
      ic07: 128,
      ic08: 256,
      ic09: 512,
      ic10: 1024,
      ic14: 512,
    });
  });

  it('[PK11] a size that is missing is an error', () => {
    expect(() => icoFile(images.slice(1))).toThrow('expected an image of 16 pixels');
  });
});
