import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { LoudnessMeter } from '../../../../shared/export/loudness-meter.ts';

type Part = { sec: number; kind: 'tone' | 'noise'; hz: number; level: number; phase: number; seed: number };
type Case = {
  name: string;
  sampleRate: number;
  channels: Part[][];
  integratedLufs: number;
  truePeakDb: number;
};

const fixture = new URL('../../../fixtures/loudness/cases.json', import.meta.url);
const { cases } = JSON.parse(readFileSync(fixture, 'utf8')) as { cases: Case[] };

/** As make-loudness.mjs makes them. */
function render(parts: readonly Part[], sampleRate: number): Float32Array {
  return Float32Array.from(
    parts.flatMap((part) => {
      const count = Math.round(part.sec * sampleRate);
      let state = part.seed >>> 0;
      let smooth = 0;
      return Array.from({ length: count }, (_, i) => {
        const fade = Math.min(1, i / 2000, (count - 1 - i) / 2000);
        if (part.kind === 'tone') {
          return fade * part.level * Math.sin((2 * Math.PI * part.hz * i) / sampleRate + part.phase);
        }
        state = (Math.imul(1664525, state) + 1013904223) >>> 0;
        smooth += 0.3 * (state / 2147483648 - 1 - smooth);
        return fade * part.level * smooth;
      });
    }),
  );
}

function measure(
  channels: readonly Float32Array[],
  sampleRate: number,
  blockSamples: number,
): ReturnType<LoudnessMeter['finish']> {
  const meter = new LoudnessMeter(sampleRate, channels.length);
  for (let start = 0; start < channels[0]!.length; start += blockSamples) {
    meter.process(channels.map((samples) => samples.subarray(start, start + blockSamples)));
  }
  return meter.finish();
}

describe('loudness', () => {
  it.each(cases)(
    '[EX20] $name: as ffmpeg measures it',
    ({ channels, sampleRate, integratedLufs, truePeakDb }) => {
      const rendered = channels.map((parts) => render(parts, sampleRate));
      const measured = measure(rendered, sampleRate, 10_007);
      expect(measured.integratedLufs).toBeCloseTo(integratedLufs, 1);
      expect(Math.abs(measured.truePeakDb! - truePeakDb)).toBeLessThan(0.1);
    },
  );

  it('[EX20] a full tone on the left channel alone reads -3.01 LUFS', () => {
    // BS.1770-4: 997 Hz at 0 dBFS on the left channel reads -3.01 LKFS.
    const tone = Float32Array.from({ length: 48000 * 5 }, (_, i) =>
      Math.sin((2 * Math.PI * 997 * i) / 48000),
    );
    const measured = measure([tone, new Float32Array(tone.length)], 48000, 48000);
    expect(measured.integratedLufs).toBeCloseTo(-3.01, 1);
  });

  it('[EX20] the true peak of a tone at a quarter of the rate is found between its samples', () => {
    const tone = Float32Array.from(
      { length: 9600 },
      (_, i) => Math.min(1, i / 2000, (9599 - i) / 2000) * Math.sin((Math.PI / 2) * i + Math.PI / 4),
    );
    expect(measure([tone], 48000, 1000).truePeakDb).toBeCloseTo(0, 1);
  });

  it('[EX20] silence, and less than a block of 400 ms, have no loudness', () => {
    expect(measure([new Float32Array(48000)], 48000, 4800)).toEqual({
      integratedLufs: null,
      truePeakDb: null,
    });
    const short = new Float32Array(10_000).fill(0.5);
    expect(measure([short], 48000, 4800).integratedLufs).toBeNull();
  });
});
