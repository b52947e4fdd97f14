/** Spectrograms on a pitch axis, as levels and as pictures. */
import type { Recording } from '../engine/audio/recording.ts';
import { StreamingStft } from '../engine/spectrum/streaming-stft.ts';
import { chooseStft } from '../engine/spectrum/stft-settings.ts';
import type { PalettePicture, Rgba } from './palette-png.ts';
import { frequencyOf, pictureRows, pitchOfRow, rowsPerSemitone } from './picture-frame.ts';

/** Power per picture row and frame, [frames, rows], summed over the channels; >= 0, full scale 1. */
export type PitchSpectrogram = {
  readonly frames: number;
  readonly frameSec: number;
  readonly powers: Float32Array;
};

const windowMs = 186;
const hopMs = 46;
const framesPerBlock = 64;
/** What lies this far below the loudest point of the recording is clear. */
const rangeDb = 66;

/**
 * Memory: one float32 per pixel and one block of frames. Ends early, with silence from there on, when
 * `signal` aborts: look at it afterwards.
 * @throws RecordingFailure
 */
export async function pitchSpectrogram(recording: Recording, signal: AbortSignal): Promise<PitchSpectrogram> {
  const settings = chooseStft(recording.sampleRate, windowMs, hopMs);
  if (!settings.ok) throw new Error(settings.error.message);
  const { windowSamples, hopSamples } = settings.value;
  const stft = new StreamingStft(recording, settings.value);
  const bands = rowBands(recording.sampleRate / windowSamples, stft.bins);
  const powers = new Float32Array(stft.frames * pictureRows);
  for await (const { startFrame, frameCount, spectra } of stft.blocks(framesPerBlock, signal)) {
    for (const spectrum of spectra) {
      for (let frame = 0; frame < frameCount; frame++) {
        const from = 2 * frame * stft.bins;
        const into = (startFrame + frame) * pictureRows;
        for (const [row, band] of bands.entries()) {
          powers[into + row] = (powers[into + row] ?? 0) + bandPower(spectrum, from, band);
        }
      }
    }
  }
  return { frames: stft.frames, frameSec: hopSamples / recording.sampleRate, powers };
}

/** The greatest power of a spectrogram: what the levels of all pictures of a piece are relative to. */
export function peakPower(spectrogram: PitchSpectrogram): number {
  return spectrogram.powers.reduce((most, power) => Math.max(most, power), 1e-30);
}

const levels = 64;

/** One spectrogram in one colour: the louder, the denser. */
export function spectrogramPicture(
  spectrogram: PitchSpectrogram,
  peak: number,
  colour: Rgba,
): PalettePicture {
  const palette = Array.from({ length: levels }, (_, level) => withAlpha(colour, level / (levels - 1)));
  return paint(spectrogram.frames, palette, (at) =>
    Math.round(density(spectrogram.powers[at] ?? 0, peak) * (levels - 1)),
  );
}

const mixes = 8;
const mixLevels = 256 / mixes;

/** Two spectrograms in one picture: the colour says which is louder, the density how loud both are. */
export function mixedPicture(
  first: PitchSpectrogram,
  second: PitchSpectrogram,
  peak: number,
  colours: readonly [Rgba, Rgba],
): PalettePicture {
  const palette = Array.from({ length: 256 }, (_, index) => {
    const share = Math.floor(index / mixLevels) / (mixes - 1);
    return withAlpha(blend(colours[0], colours[1], share), (index % mixLevels) / (mixLevels - 1));
  });
  return paint(Math.min(first.frames, second.frames), palette, (at) => {
    const a = first.powers[at] ?? 0;
    const b = second.powers[at] ?? 0;
    const share = a + b > 0 ? b / (a + b) : 0;
    const level = Math.round(density(a + b, peak) * (mixLevels - 1));
    return Math.round(share * (mixes - 1)) * mixLevels + level;
  });
}

/** 0..1 for -rangeDb..0 dB relative to the peak, with quiet sound held back a little; 0 for silence. */
function density(power: number, peak: number): number {
  if (!(power > 0)) return 0;
  const db = 10 * Math.log10(power / peak);
  return Math.min(1, Math.max(0, 1 + db / rangeDb)) ** 1.6;
}

/** `colourOf` gets an index into [frames, rows]. */
function paint(frames: number, palette: readonly Rgba[], colourOf: (at: number) => number): PalettePicture {
  const pixels = new Uint8Array(frames * pictureRows);
  for (let row = 0; row < pictureRows; row++) {
    for (let frame = 0; frame < frames; frame++) {
      pixels[row * frames + frame] = colourOf(frame * pictureRows + row);
    }
  }
  return { width: frames, height: pictureRows, pixels, palette };
}

export function withAlpha([red, green, blue]: Rgba, share: number): Rgba {
  return [red, green, blue, Math.round(255 * share)];
}

function blend(a: Rgba, b: Rgba, share: number): Rgba {
  const mix = (i: 0 | 1 | 2): number => Math.round(a[i] + (b[i] - a[i]) * share);
  return [mix(0), mix(1), mix(2), 255];
}

/** Bins that a row covers: from `low` to `high`, fractional, at least one bin wide. */
type Band = { readonly low: number; readonly high: number };

function rowBands(binHz: number, bins: number): readonly Band[] {
  return Array.from({ length: pictureRows }, (_, row) => {
    const centre = frequencyOf(pitchOfRow(row)) / binHz;
    const half = (centre * (2 ** (1 / (12 * rowsPerSemitone)) - 1)) / 2;
    const limit = (bin: number): number => Math.min(bins - 1, Math.max(0, bin));
    return { low: limit(centre - half), high: limit(centre + half) };
  });
}

/** The greatest power within the band; between two bins, a straight line. */
function bandPower(spectrum: Float32Array, from: number, { low, high }: Band): number {
  const power = (bin: number): number =>
    (spectrum[from + 2 * bin] ?? 0) ** 2 + (spectrum[from + 2 * bin + 1] ?? 0) ** 2;
  const between = (bin: number): number => {
    const below = Math.floor(bin);
    return power(below) + (bin - below) * (power(Math.min(below + 1, Math.ceil(bin))) - power(below));
  };
  let most = Math.max(between(low), between(high));
  for (let bin = Math.ceil(low); bin <= high; bin++) most = Math.max(most, power(bin));
  return most;
}
