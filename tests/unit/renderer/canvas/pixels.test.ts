import { describe, expect, it } from 'vitest';
import { Pixels } from '../../../../renderer/canvas/pixels.ts';

/** Red, green and blue of a device pixel. */
function at(pixels: Pixels, x: number, y: number): readonly number[] {
  return [...pixels.bytes.subarray(4 * (y * pixels.width + x), 4 * (y * pixels.width + x) + 4)];
}

/** Device pixels that are not black, as 'x,y'. */
function painted(pixels: Pixels): readonly string[] {
  return [...pixels.words].flatMap((word, index) =>
    word === 0xff000000 ? [] : `${index % pixels.width},${Math.floor(index / pixels.width)}`,
  );
}

describe('rectangles in memory', () => {
  it('[U95] lie on whole device pixels, none thinner than one, cut off at the edges', () => {
    const pixels = new Pixels(8, 4, 2);
    pixels.fillStyle = '#102030';
    pixels.fillRect(0.6, 0.4, 1, 0.1);
    expect(painted(pixels)).toEqual(['1,1', '2,1']);
    expect(at(pixels, 1, 1)).toEqual([0x10, 0x20, 0x30, 255]);
    pixels.fillRect(-5, 1.5, 100, 9);
    expect(painted(pixels)).toEqual(['1,1', '2,1', ...Array.from({ length: 8 }, (_, x) => `${x},3`)]);
    pixels.fillRect(1, 0, 0, 2);
    pixels.fillRect(1, 0, 2, Number.NaN);
    expect(painted(pixels)).toHaveLength(10);
  });

  it('[U95] of a faint colour mix with what is there', () => {
    const pixels = new Pixels(30, 1, 1);
    pixels.fillStyle = '#c86400';
    pixels.fillRect(0, 0, 30, 1);
    pixels.fillStyle = 'rgb(0 100 200 / 50%)';
    pixels.fillRect(0, 0, 30, 1);
    expect(at(pixels, 0, 0)).toEqual([100, 100, 100, 255]);
    expect(at(pixels, 29, 0)).toEqual([100, 100, 100, 255]);
    pixels.fillStyle = 'rgb(0 0 0 / 0%)';
    pixels.fillRect(0, 0, 30, 1);
    expect(at(pixels, 0, 0)).toEqual([100, 100, 100, 255]);
  });

  it('[U95] know no colours but those of the theme', () => {
    const pixels = new Pixels(1, 1, 1);
    expect(() => (pixels.fillStyle = 'red')).toThrow('expected a colour');
  });

  it('[U95] are hatched in step, wherever the picture begins', () => {
    const whole = new Pixels(24, 6, 1);
    const part = new Pixels(16, 6, 1);
    for (const [pixels, x] of [
      [whole, 3],
      [part, -5],
    ] as const) {
      pixels.fillStyle = '#ffffff';
      pixels.hatchRect(x, 1, 18, 4, 5);
    }
    const shifted = painted(whole).flatMap((place) => {
      const [x, y] = place.split(',').map(Number);
      return x! >= 8 ? `${x! - 8},${y}` : [];
    });
    expect(painted(part)).toEqual(shifted);
    expect(shifted.length).toBeGreaterThan(4);
  });

  it('[U95] lines go from end to end', () => {
    const pixels = new Pixels(5, 5, 1);
    pixels.fillStyle = '#ffffff';
    pixels.line(0, 0, 5, 5);
    pixels.line(0, 5, 5, 0);
    pixels.line(-10, 2.5, 1, 2.5);
    const corner = ['0,0', '4,0', '1,1', '3,1', '0,2', '2,2', '1,3', '3,3', '0,4', '4,4'];
    expect([...painted(pixels)].sort()).toEqual(corner.sort());
  });
});
