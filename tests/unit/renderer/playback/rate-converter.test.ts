import { describe, expect, it } from 'vitest';
import { RateConverter } from '../../../../renderer/playback/rate-converter.ts';
import { rms, toneHz } from '../../../support/stem-signals.ts';

/** A tone of a file of one rate as a context of another one gives it. */
function converted(hz: number, fileRate: number, contextRate: number, sec: number): Float32Array {
  const converter = new RateConverter(fileRate / contextRate, 128);
  const out = new Float32Array(sec * contextRate);
  let next = 0;
  for (let done = 0; done + 128 <= out.length; done += 128) {
    const block = [new Float32Array(128), new Float32Array(128)] as const;
    converter.convert(block, 128, (target, at, count) => {
      for (let i = 0; i < count; i++) {
        const value = Math.sin((2 * Math.PI * hz * next++) / fileRate);
        target[0][at + i] = value;
        target[1][at + i] = -value;
      }
    });
    expect(block[1][5]).toBeCloseTo(-block[0][5]!, 6);
    out.set(block[0], done);
  }
  return out;
}

describe('a context of another rate', () => {
  it.each([
    [44_100, 48_000],
    [48_000, 44_100],
    [96_000, 44_100],
    [8000, 48_000],
  ])('[U72] %i Hz sounds at %i Hz in tune and as loud', (fileRate, contextRate) => {
    const out = converted(997, fileRate, contextRate, 1).subarray(2000, contextRate - 2000);
    expect(toneHz(out, contextRate)).toBeCloseTo(997, 1);
    expect(20 * Math.log10(rms(out) * Math.SQRT2)).toBeCloseTo(0, 1);
  });

  it('[U72] what a lower rate cannot hold is left out', () => {
    const out = converted(30_000, 96_000, 44_100, 0.5).subarray(2000, 20_000);
    expect(20 * Math.log10(rms(out) * Math.SQRT2)).toBeLessThan(-70);
  });

  it('[U72] equal rates change nothing', () => {
    const converter = new RateConverter(1, 128);
    const out = [new Float32Array(128), new Float32Array(128)] as const;
    converter.convert(out, 128, (target, at, count) => target[0].fill(0.25, at, at + count));
    expect([...out[0]]).toEqual(new Array(128).fill(0.25));
  });
});
