import { describe, expect, it } from 'vitest';
import { StemBuffer } from '../../../../../renderer/playback/stem-buffer.ts';
import { Stretcher } from '../../../../../renderer/playback/stretch/stretcher.ts';
import type { StretchedRun } from '../../../../../renderer/playback/stretch/stretcher.ts';
import { createRng } from '../../../../../shared/std/rng.ts';
import { bufferOf, rms, toneHz } from '../../../../support/stem-signals.ts';

const rate = 22_050;

function sine(hz: number, sec: number): Float32Array {
  return Float32Array.from({ length: sec * rate }, (_, i) => 0.5 * Math.sin((2 * Math.PI * hz * i) / rate));
}

/** Tones that are struck and die away, at given times. */
function struck(onsets: readonly number[], hz: number, sec: number): Float32Array {
  const out = new Float32Array(sec * rate);
  for (const onset of onsets) {
    for (let i = Math.round(onset * rate); i < out.length; i++) {
      const at = i / rate - onset;
      out[i]! += 0.4 * Math.exp(-6 * at) * Math.sin(2 * Math.PI * hz * at);
    }
  }
  return out;
}

type Played = { readonly stems: Float32Array[][]; readonly runs: StretchedRun[] };

function play(
  buffer: StemBuffer,
  channels: readonly number[],
  from: number,
  speed: number,
  frames: number,
): Played {
  const stretcher = new Stretcher(buffer, channels, rate);
  stretcher.start(from, speed);
  const stems = channels.map((count) => Array.from({ length: count }, () => new Float32Array(frames)));
  const block = channels.map((count) => Array.from({ length: count }, () => new Float32Array(128)));
  const runs: StretchedRun[] = [];
  for (let done = 0; done < frames;) {
    const run = stretcher.next(block, Math.min(128, frames - done))!;
    stems.forEach((stem, s) =>
      stem.forEach((out, c) => out.set(block[s]![c]!.subarray(0, run.frames), done)),
    );
    runs.push(run);
    done += run.frames;
  }
  return { stems, runs };
}

/** Where a sound rises most within 5 ms, seconds. */
function onsetSec(samples: Float32Array): number {
  const hop = Math.round(0.005 * rate);
  const levels = Array.from({ length: Math.floor(samples.length / hop) }, (_, i) =>
    rms(samples.subarray(i * hop, (i + 1) * hop)),
  );
  let best = 1;
  for (let i = 2; i < levels.length; i++) {
    if (levels[i]! - levels[i - 2]! > levels[best]! - (levels[best - 2] ?? 0)) best = i;
  }
  return (best * hop) / rate;
}

describe('stretched stems', () => {
  it.each([0.5, 0.7, 0.9])('[U70] at %f of the pace a tone keeps its pitch and its level', (speed) => {
    const buffer = bufferOf([[sine(440, 3)]]);
    const { stems } = play(buffer, [1], 0.5 * rate, speed, 2 * rate);
    const heard = stems[0]![0]!;
    expect(toneHz(heard, rate)).toBeCloseTo(440, 0);
    expect(20 * Math.log10(rms(heard) / rms(sine(440, 2)))).toBeCloseTo(0, 0);
  });

  it.each([0.5, 0.75])('[U70] at %f of the pace an attack is heard where it belongs', (speed) => {
    const buffer = bufferOf([[struck([1], 660, 3)]]);
    const { stems } = play(buffer, [1], 0.5 * rate, speed, 2 * rate);
    expect(Math.abs(onsetSec(stems[0]![0]!) - 0.5 / speed)).toBeLessThan(0.03);
  });

  it('[U71] stems that sum to the recording still do, stereo and mono', () => {
    const rng = createRng(3);
    const one = struck([0.2, 0.9], 330, 2);
    const other = struck([0.5, 1.1], 523, 2);
    const noise = Float32Array.from({ length: one.length }, () => 0.05 * (rng.nextFloat() - 0.5));
    const sum = one.map((value, i) => value + other[i]! + noise[i]!);
    const quiet = sum.map((value) => value / 2);
    const buffer = bufferOf([
      [sum, quiet],
      [one, one.map((value) => value / 2)],
      [other, other.map((value) => value / 2)],
      [noise, noise.map((value) => value / 2)],
    ]);
    const { stems } = play(buffer, [2, 2, 2, 2], 0, 0.6, 2 * rate);
    for (const channel of [0, 1]) {
      const left = stems[0]![channel]!.map(
        (value, i) => value - stems[1]![channel]![i]! - stems[2]![channel]![i]! - stems[3]![channel]![i]!,
      );
      expect(rms(left) / rms(stems[0]![channel]!)).toBeLessThan(1e-5);
    }
  });

  it('[U71] a run says which frames of the recording are heard', () => {
    const { runs } = play(bufferOf([[sine(440, 2)]]), [1], 1000, 0.5, rate);
    let expected = 1000;
    for (const { fromFrame, frames, speed } of runs) {
      expect(fromFrame).toBeCloseTo(expected, 6);
      expect(speed).toBe(0.5);
      expected += frames * speed;
    }
  });

  it('[U70] a loop goes on without a gap', () => {
    // A whole number of periods, so that only a gap or a wrong phase would be heard.
    const loop = { from: 4410, to: 8820 };
    const buffer = bufferOf([[sine(400, 2)]]);
    buffer.setLoop(loop);
    const { stems, runs } = play(buffer, [1], 5000, 0.5, 2 * rate);
    for (const { fromFrame } of runs) {
      expect(fromFrame).toBeGreaterThanOrEqual(4410);
      expect(fromFrame).toBeLessThan(8820);
    }
    const heard = stems[0]![0]!;
    expect(toneHz(heard, rate)).toBeCloseTo(400, 0);
    for (let from = 0; from + 1000 < heard.length; from += 500) {
      expect(rms(heard.subarray(from, from + 1000))).toBeGreaterThan(0.3);
    }
  });

  it('[U14] where samples are missing it waits', () => {
    const stretcher = new Stretcher(new StemBuffer(1, 10 * rate), [1], rate);
    stretcher.start(rate, 0.5);
    expect(stretcher.next([[new Float32Array(128)]], 128)).toBeNull();
    expect(stretcher.isReady).toBe(false);
  });
});
