import { describe, expect, it } from 'vitest';
import { makeVariant, resampleSound, variantNames } from '../../../../bench/signals/recording-variants.ts';
import type { Sound } from '../../../../bench/quality/cut-recording.ts';

const sampleRate = 44_100;
const tone = (hz: number, level: number, rate = sampleRate, seconds = 0.5): Sound => ({
  channels: [
    Float32Array.from(
      { length: Math.round(seconds * rate) },
      (_, n) => level * Math.sin((2 * Math.PI * hz * n) / rate),
    ),
  ],
  sampleRate: rate,
});
const stems = [tone(440, 0.3), tone(1000, 0.2)];

describe('makeVariant', () => {
  it.each(variantNames)('[Q4] the mix of "%s" is the sum of its stems in every channel', (name) => {
    const { mix, stems: made } = makeVariant(name, stems);
    mix.channels.forEach((samples, channel) => {
      for (let i = 0; i < samples.length; i += 97) {
        const sum = made.reduce((total, stem) => total + stem.channels[channel]![i]!, 0);
        expect(samples[i]).toBeCloseTo(sum, 6);
      }
    });
  });

  it('[Q4] panning keeps the power, and inversion makes the channels cancel', () => {
    const panned = makeVariant('panned', stems).stems[0]!;
    const power = panned.channels.reduce((sum, samples) => sum + samples.reduce((a, v) => a + v * v, 0), 0);
    expect(power).toBeCloseTo(
      stems[0]!.channels[0]!.reduce((a, v) => a + v * v, 0),
      1,
    );
    const [left, right] = makeVariant('inverted', stems).mix.channels;
    expect(left!.every((value, i) => value + right![i]! === 0)).toBe(true);
  });

  it('refuses stems that are not mono', () => {
    const stereo = { channels: [new Float32Array(4), new Float32Array(4)], sampleRate };
    expect(() => makeVariant('wide', [stereo])).toThrow('mono');
  });
});

describe('resampleSound', () => {
  it.each([48_000, 96_000])('[Q4] a tone at %i Hz is the tone itself within -80 dB', (rate) => {
    const { channels, sampleRate: made } = resampleSound(tone(5000, 0.5), rate);
    expect(made).toBe(rate);
    const [exact] = tone(5000, 0.5, rate).channels;
    const [samples] = channels;
    expect(Math.abs(samples!.length - exact!.length)).toBeLessThanOrEqual(1);
    // Away from the ends, where the tone begins and stops.
    for (let i = 500; i < samples!.length - 500; i += 7) {
      expect(Math.abs(samples![i]! - exact![i]!)).toBeLessThan(0.5e-4);
    }
  });
});
