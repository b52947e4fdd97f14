import { describe, expect, it } from 'vitest';
import { ScoreGuide } from '../../../../../renderer/playback/guide/score-guide.ts';
import type { GuideNotes } from '../../../../../renderer/playback/guide/score-guide.ts';
import { rms, toneHz } from '../../../../support/stem-signals.ts';

const rate = 8000;

function notes(...list: readonly (readonly [onset: number, end: number, pitch: number])[]): GuideNotes {
  return {
    onsets: Float64Array.from(list, ([onset]) => onset),
    ends: Float64Array.from(list, ([, end]) => end),
    pitches: Float64Array.from(list, ([, , pitch]) => pitch),
    velocities: Float64Array.from(list, () => 127),
  };
}

function guideOf(list: GuideNotes, levels: { clicks: number; score: number }): ScoreGuide {
  const guide = new ScoreGuide(rate, 128);
  const samples = Float32Array.from({ length: 4 * rate }, (_, i) => Math.sin((2 * Math.PI * 440 * i) / rate));
  guide.addTone({ pitchMidi: 69, samples });
  guide.setNotes(list);
  guide.setLevels(levels);
  return guide;
}

/** Plays from a frame on, in blocks. */
function play(guide: ScoreGuide, from: number, frames: number, speed = 1): Float32Array {
  const out = new Float32Array(frames);
  for (let done = 0; done < frames; done += 100) {
    const block = [new Float32Array(100), new Float32Array(100)] as const;
    guide.play(block, 0, { frames: 100, fromFrame: from + done * speed, speed });
    out.set(block[0].subarray(0, frames - done), done);
  }
  return out;
}

const firstSound = (samples: Float32Array): number => samples.findIndex((value) => Math.abs(value) > 0.01);

describe('the score beside the recording', () => {
  it.each([1, 0.5])('[U75] at pace %f a click lies exactly at its onset', (speed) => {
    const guide = guideOf(notes([2030, 3000, 60]), { clicks: 1, score: 0 });
    play(guide, 0, 1000, speed);
    expect(firstSound(play(guide, 1000 * speed, 5000, speed))).toBe(
      Math.floor((2030 - 1000 * speed) / speed),
    );
  });

  it('[U75] notes of a chord are one click', () => {
    const one = guideOf(notes([800, 900, 60]), { clicks: 1, score: 0 });
    const chord = guideOf(notes([800, 900, 60], [805, 900, 64], [830, 900, 67]), { clicks: 1, score: 0 });
    expect(rms(play(chord, 0, 2000))).toBeCloseTo(rms(play(one, 0, 2000)), 3);
  });

  it('[U76] a note has its pitch, whatever the pace, and ends with its damper', () => {
    const guide = guideOf(notes([400, 2400, 81]), { clicks: 0, score: 1 });
    play(guide, 0, 100, 0.5);
    const out = play(guide, 50, 8000, 0.5);
    expect(toneHz(out.subarray(800, 3000), rate)).toBeCloseTo(880, 0);
    expect(rms(out.subarray(7000, 8000))).toBeLessThan(0.02 * rms(out.subarray(1000, 3000)));
  });

  it('[U76] a note that moved while it plays is heard where it is now', () => {
    const guide = guideOf(notes([4000, 5000, 69]), { clicks: 0, score: 1 });
    play(guide, 0, 1000);
    guide.setNotes(notes([1500, 5000, 69]));
    expect(firstSound(play(guide, 1000, 2000))).toBeGreaterThanOrEqual(500);
    guide.setNotes(notes([6000, 7000, 69]));
    play(guide, 3000, 2000);
    expect(rms(play(guide, 5000, 900))).toBeLessThan(0.01);
    expect(rms(play(guide, 5900, 600))).toBeGreaterThan(0.1);
  });

  it('[U76] going elsewhere ends what sounds', () => {
    const guide = guideOf(notes([100, 30_000, 69]), { clicks: 0, score: 1 });
    play(guide, 0, 1000);
    play(guide, 12_000, 2000);
    expect(rms(play(guide, 14_000, 1000))).toBeLessThan(0.001);
  });

  it('[U75] switched off it is silent', () => {
    const guide = guideOf(notes([100, 3000, 69]), { clicks: 0, score: 0 });
    expect(rms(play(guide, 0, 2000))).toBe(0);
  });
});
