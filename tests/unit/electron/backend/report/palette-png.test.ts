import { inflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { encodePalettePng, pngDataUri } from '../../../../../electron/backend/report/palette-png.ts';

const picture = {
  width: 3,
  height: 2,
  pixels: Uint8Array.of(0, 1, 2, 2, 1, 0),
  palette: [
    [0, 0, 0, 0],
    [255, 128, 0, 255],
    [1, 2, 3, 128],
  ] as const,
};

/** [type, data] of each chunk, without looking at the checksums. */
function chunks(png: Buffer): [string, Buffer][] {
  const found: [string, Buffer][] = [];
  for (let at = 8; at < png.length;) {
    const length = png.readUInt32BE(at);
    found.push([png.toString('latin1', at + 4, at + 8), png.subarray(at + 8, at + 8 + length)]);
    at += length + 12;
  }
  return found;
}

describe('encodePalettePng', () => {
  it('[R1] writes size, colours, transparency and rows', () => {
    const png = encodePalettePng(picture);
    expect([...png.subarray(0, 8)]).toEqual([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
    const found = new Map(chunks(png));
    expect([...found.keys()]).toEqual(['IHDR', 'PLTE', 'tRNS', 'IDAT', 'IEND']);
    expect([...(found.get('IHDR') ?? [])]).toEqual([0, 0, 0, 3, 0, 0, 0, 2, 8, 3, 0, 0, 0]);
    expect([...(found.get('PLTE') ?? [])]).toEqual([0, 0, 0, 255, 128, 0, 1, 2, 3]);
    expect([...(found.get('tRNS') ?? [])]).toEqual([0, 255, 128]);
    expect([...inflateSync(found.get('IDAT') ?? Buffer.alloc(0))]).toEqual([0, 0, 1, 2, 0, 2, 1, 0]);
  });

  it('[R1] checksums are those of the PNG specification', () => {
    // The empty last chunk is the same in every PNG file.
    expect(encodePalettePng(picture).subarray(-12).toString('hex')).toBe('0000000049454e44ae426082');
    expect(pngDataUri(picture)).toMatch(/^data:image\/png;base64,iVBORw0KGgo/);
  });

  it('[R1] refuses pixels that do not fit and palettes without or with too many colours', () => {
    expect(() => encodePalettePng({ ...picture, width: 4 })).toThrow('expected [2, 4], got 6');
    expect(() => encodePalettePng({ ...picture, palette: [] })).toThrow('1..256 colours, got 0');
  });
});
