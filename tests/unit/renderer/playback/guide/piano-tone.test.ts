import { describe, expect, it } from 'vitest';
import { pianoTone, tonePitches } from '../../../../../renderer/playback/guide/piano-tone.ts';
import { rms } from '../../../../support/stem-signals.ts';

const rate = 22_050;

/** Hz of the strongest frequency near one that is expected, by its phase's advance within 50 ms. */
function fundamentalHz(samples: Float32Array, near: number): number {
  const step = Math.round(0.05 * rate);
  const phaseAt = (at: number): number => {
    let re = 0;
    let im = 0;
    for (let i = 0; i < 4096; i++) {
      const weight = 0.5 - 0.5 * Math.cos((2 * Math.PI * i) / 4096);
      re += weight * samples[at + i]! * Math.cos((2 * Math.PI * near * i) / rate);
      im -= weight * samples[at + i]! * Math.sin((2 * Math.PI * near * i) / rate);
    }
    return Math.atan2(im, re);
  };
  const turns = (phaseAt(2000 + step) - phaseAt(2000)) / (2 * Math.PI) - (near * step) / rate;
  return near + ((turns - Math.round(turns)) * rate) / step;
}

describe('the built-in piano', () => {
  it.each([45, 69, 84])('[U76] key %i is in tune within five cents', (pitch) => {
    const hz = 440 * 2 ** ((pitch - 69) / 12);
    const heard = fundamentalHz(pianoTone(pitch, rate, 1), hz);
    expect(Math.abs(1200 * Math.log2(heard / hz))).toBeLessThan(5);
  });

  it('[U76] every key begins at once, as loud as the others, and dies away', () => {
    for (const pitch of tonePitches) {
      const tone = pianoTone(pitch, rate, 2);
      expect(rms(tone.subarray(0, 0.4 * rate))).toBeCloseTo(0.1, 3);
      expect(rms(tone.subarray(0, 0.05 * rate))).toBeGreaterThan(0.05);
      expect(rms(tone.subarray(1.6 * rate))).toBeLessThan(0.1);
      expect(Math.abs(tone.at(-1)!)).toBeLessThan(0.001);
    }
  });
});
