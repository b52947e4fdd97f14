import { describe, expect, it } from 'vitest';
import { levelImage, scaleFor } from '../../../../renderer/canvas/level-image.ts';
import { activityStrengths, paintLevels, soundStrengths } from '../../../../renderer/canvas/paint-levels.ts';
import type { LevelStyle } from '../../../../renderer/canvas/paint-levels.ts';
import { Pixels } from '../../../../renderer/canvas/pixels.ts';

/** Four rows, one a semitone, from 60 to 63; a frame is a tenth of a second. */
const rows = 4;
function image(fromSec: number, levels: readonly number[], pooling: 'mean' | 'greater' = 'mean') {
  const place = { fromSec, toSec: fromSec + levels.length / rows / 10, lowMidi: 59.5, highMidi: 63.5 };
  return levelImage(place, Uint8Array.from(levels), rows, pooling);
}

const view = { widthPx: 20, heightPx: 40, startSec: 0, pxPerSec: 20, topPitch: 63.5, pxPerPitch: 10 };
const plain: LevelStyle = {
  strengths: activityStrengths,
  isLight: false,
  isSmooth: false,
  isOverLanes: false,
};

function red(pixels: Pixels, x: number, y: number): number {
  return pixels.words[y * pixels.width + x]! & 255;
}

describe('pictures of levels', () => {
  it('[U96] every frame and row lies at its time and pitch, low pitches below', () => {
    const pixels = new Pixels(20, 40, 1);
    // Frame 0 sounds at 60, frame 1 at 63.
    paintLevels(pixels, view, [image(0.2, [255, 0, 0, 0, 0, 0, 0, 128])], plain);
    for (let y = 0; y < 40; y++) {
      for (let x = 0; x < 20; x++) {
        const expected = x >= 4 && x < 6 && y >= 30 ? 255 : x >= 6 && x < 8 && y < 10 ? 128 : 0;
        expect(Math.abs(red(pixels, x, y) - expected), `${x},${y}`).toBeLessThanOrEqual(1);
      }
    }
  });

  it('[U96] smooth ones rise and fall between the middles of frames and rows', () => {
    const pixels = new Pixels(200, 400, 1);
    const close = { ...view, widthPx: 200, heightPx: 400, pxPerSec: 500, pxPerPitch: 100 };
    const levels = [255, 255, 0, 0, 255, 255, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
    paintLevels(pixels, close, [image(0, levels)], { ...plain, isSmooth: true });
    const along = Array.from({ length: 200 }, (_, x) => red(pixels, x, 380));
    expect(along[70]).toBe(255);
    expect(along[100]!).toBeGreaterThan(110);
    expect(along[100]!).toBeLessThan(145);
    expect(along[130]).toBe(0);
    expect(along.every((level, x) => x === 0 || level <= along[x - 1]!)).toBe(true);
    const up = Array.from({ length: 400 }, (_, y) => red(pixels, 20, y));
    expect(up.every((level, y) => y === 0 || level >= up[y - 1]!)).toBe(true);
    expect(up[200]!).toBeGreaterThan(110);
    expect(up[200]!).toBeLessThan(145);
  });

  it('[U96] seen from afar sound keeps its mean, and what the network activates for a moment is still seen', () => {
    const frames = 64;
    const levels = Array.from({ length: frames * rows }, (_, cell) => (cell === 20 * rows ? 255 : 0));
    const far = { ...view, pxPerSec: 1.25 };
    const seen = (pooling: 'mean' | 'greater'): number => {
      const pixels = new Pixels(20, 40, 1);
      paintLevels(pixels, far, [image(0, levels, pooling)], plain);
      return Math.max(...pixels.words.map((word) => word & 255));
    };
    expect(seen('greater')).toBe(255);
    expect(seen('mean')).toBeGreaterThan(20);
    expect(seen('mean')).toBeLessThan(70);
    expect(scaleFor(image(0, levels), 8).frames).toBe(8);
    expect(scaleFor(image(0, levels), 0.1).frames).toBe(frames);
    expect(scaleFor(image(0, levels), 1e9).frames).toBe(1);
  });

  it('[U96] white covers a dark ground, and turns a light one', () => {
    for (const isOverLanes of [false, true]) {
      const pixels = new Pixels(20, 40, 1);
      pixels.fillStyle = '#f0f0f0';
      pixels.fillRect(0, 0, 20, 40);
      const loud = image(
        0,
        Array.from({ length: 40 }, () => 255),
      );
      paintLevels(pixels, view, [loud], {
        ...plain,
        strengths: soundStrengths(0.5),
        isLight: true,
        isOverLanes,
      });
      // Half of 240, and half of its opposite.
      expect(Math.abs(red(pixels, 5, 5) - 127.5)).toBeLessThanOrEqual(1);
    }
    expect(soundStrengths(1)[255]).toBe(256);
    expect(soundStrengths(1)[128]).toBe(Math.round(256 * (128 / 255) ** 2));
  });

  it('[U96] images side by side make one picture, gaps stay as they are', () => {
    const levels = Array.from({ length: 24 * rows }, (_, cell) => (cell * 53) % 256);
    const whole = new Pixels(80, 40, 1);
    const parts = new Pixels(80, 40, 1);
    const wide = { ...view, widthPx: 80 };
    paintLevels(whole, wide, [image(0, levels)], plain);
    const split = [image(1.6, levels.slice(16 * rows)), image(0, levels.slice(0, 16 * rows))];
    paintLevels(parts, wide, split, plain);
    expect(parts.words).toEqual(whole.words);
    const gap = new Pixels(80, 40, 1);
    paintLevels(gap, wide, [split[0]!], plain);
    expect(gap.words.subarray(0, 32).every((word) => word === 0xff000000)).toBe(true);
  });
});
