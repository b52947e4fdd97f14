import { describe, expect, it } from 'vitest';
import { pictureRows, pitchOfRow } from '../../../../../electron/backend/report/picture-frame.ts';
import {
  mixedPicture,
  peakPower,
  pitchSpectrogram,
  spectrogramPicture,
} from '../../../../../electron/backend/report/spectrogram-picture.ts';
import { memoryRecording } from '../../../../support/memory-recording.ts';

const live = new AbortController().signal;
const ink = [10, 20, 30, 255] as const;

function tone(pitchMidi: number): ReturnType<typeof memoryRecording> {
  const frequency = 440 * 2 ** ((pitchMidi - 69) / 12);
  const samples = Float32Array.from({ length: 44_100 }, (_, n) =>
    Math.sin((2 * Math.PI * frequency * n) / 44_100),
  );
  // Opposite phase on the two sides: a mono sum would be silent.
  return memoryRecording([samples, samples.map((value) => -value)]);
}

describe('pitchSpectrogram', () => {
  it.each([45, 60, 69, 96])('[R3] a tone of pitch %i is loudest in its own row', async (pitchMidi) => {
    const { powers, frames, frameSec } = await pitchSpectrogram(tone(pitchMidi), live);
    expect(frames * frameSec).toBeGreaterThanOrEqual(1);
    const column = powers.subarray(10 * pictureRows, 11 * pictureRows);
    expect(Math.abs(pitchOfRow(column.indexOf(Math.max(...column))) - pitchMidi)).toBeLessThan(1);
  });

  it('[R3] silence is clear, the peak is dense', async () => {
    const spectrogram = await pitchSpectrogram(tone(69), live);
    const peak = peakPower(spectrogram);
    const { pixels, palette, width, height } = spectrogramPicture(spectrogram, peak, ink);
    expect([width, height]).toEqual([spectrogram.frames, pictureRows]);
    expect(palette[0]).toEqual([10, 20, 30, 0]);
    expect(palette[Math.max(...pixels)]).toEqual([10, 20, 30, 255]);
    const silent = { ...spectrogram, powers: new Float32Array(spectrogram.powers.length) };
    expect(spectrogramPicture(silent, peakPower(silent), ink).pixels.every((pixel) => pixel === 0)).toBe(
      true,
    );
  });

  it('[R3] in a mixed picture each point has the colour of the louder part', async () => {
    const [low, high] = [await pitchSpectrogram(tone(50), live), await pitchSpectrogram(tone(80), live)];
    const red = [255, 0, 0, 255] as const;
    const blue = [0, 0, 255, 255] as const;
    const { pixels, palette } = mixedPicture(low, high, peakPower(low), [red, blue]);
    const colourAt = (pitchMidi: number): readonly number[] => {
      const rows = Array.from({ length: pictureRows }, (_, row) => row);
      const row = rows.find((candidate) => pitchOfRow(candidate) <= pitchMidi + 0.17) ?? 0;
      return palette[pixels[row * low.frames + 10] ?? 0] ?? [];
    };
    expect(colourAt(50).slice(0, 3)).toEqual([255, 0, 0]);
    expect(colourAt(80).slice(0, 3)).toEqual([0, 0, 255]);
  });
});
