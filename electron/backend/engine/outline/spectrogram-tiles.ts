/**
 * A recording's spectrogram on a scale of pitch, in tiles that are made when they are looked at.
 *
 * A tile is [frames, rows] bytes, the lowest row first: 0 is -96 dB of full scale or less, 255 is 0 dB.
 */
import { dirname } from 'node:path';
import { divisiError } from '../../../../shared/contract/errors.ts';
import { err, ok } from '../../../../shared/std/result.ts';
import type { Result } from '../../../../shared/std/result.ts';
import { RecordingFailure, writeFailure } from '../audio/file-failure.ts';
import type { Recording } from '../audio/recording.ts';
import { makeFolder } from '../make-folder.ts';
import { writePending } from '../pending-file.ts';
import { StreamingStft } from '../spectrum/streaming-stft.ts';
import { chooseStft } from '../spectrum/stft-settings.ts';
import type { StftSettings } from '../spectrum/stft-settings.ts';

export const spectrogramScale = Object.freeze({
  /** Frames of a tile: 12 s at 44.1 kHz. */
  tileFrames: 512,
  /** The lowest A of a piano. */
  lowestMidi: 21,
  /** Resolves neighbouring semitones with a dark row between them. */
  rowsPerSemitone: 3,
  /** Up to 16 kHz. */
  rows: 351,
  floorDb: -96,
  ceilingDb: 0,
});

/** Milliseconds: partials of low notes stand apart, onsets do not smear over a beat. */
const windowMs = 93;
const hopMs = 23;
/** Frames between two chances for others: some milliseconds. */
const blockFrames = 16;

export type SpectrogramGrid = {
  readonly stft: StftSettings;
  readonly hopSec: number;
  readonly frames: number;
  readonly tiles: number;
};

/** Fails with 'bad-usage' for a rate that has no such window. */
export function spectrogramGrid(sampleRate: number, lengthSamples: number): Result<SpectrogramGrid> {
  const stft = chooseStft(sampleRate, windowMs, hopMs);
  if (!stft.ok) return stft;
  const { hopSamples } = stft.value;
  const frames = Math.ceil(lengthSamples / hopSamples) + 1;
  return ok({
    stft: stft.value,
    hopSec: hopSamples / sampleRate,
    frames,
    tiles: Math.ceil(frames / spectrogramScale.tileFrames),
  });
}

/** Fails with 'cancelled', 'output-unwritable', 'disk-full', or what reading the recording fails with. */
export async function writeSpectrogramTile(
  recording: Recording,
  grid: SpectrogramGrid,
  index: number,
  path: string,
  signal: AbortSignal,
): Promise<Result<void>> {
  const stft = new StreamingStft(recording, grid.stft);
  const { tileFrames, rows } = spectrogramScale;
  const startFrame = index * tileFrames;
  const frameCount = Math.min(tileFrames, stft.frames - startFrame);
  if (!(index >= 0 && frameCount > 0))
    throw new RangeError(`expected a tile below ${grid.tiles}, got ${index}`);
  const tile = new Uint8Array(frameCount * rows);
  const map = rowMap(recording.sampleRate / grid.stft.windowSamples, stft.bins);
  // A sine of full scale has this magnitude under a Hann window.
  const scale = 4 / grid.stft.windowSamples;
  try {
    for (let first = 0; first < frameCount; first += blockFrames) {
      await new Promise(setImmediate);
      if (signal.aborted) return err(divisiError('cancelled', 'Stopped.'));
      const count = Math.min(blockFrames, frameCount - first);
      const spectra = await stft.readFrames(startFrame + first, count);
      for (let frame = 0; frame < count; frame++) {
        const magnitudes = magnitudesOf(spectra, frame * stft.bins * 2, stft.bins, scale);
        fillRows(magnitudes, map, tile.subarray((first + frame) * rows, (first + frame + 1) * rows));
      }
    }
    await makeFolder(dirname(path));
  } catch (cause) {
    if (cause instanceof RecordingFailure) return err(cause.error);
    return err(writeFailure(cause, path));
  }
  const pending = await writePending(path, [tile]);
  return pending.ok ? pending.value.commit() : pending;
}

/** Bins, as fractions, between which every row lies: [rows + 1]. */
function rowMap(binHz: number, bins: number): Float64Array {
  const { rows, lowestMidi, rowsPerSemitone } = spectrogramScale;
  return Float64Array.from({ length: rows + 1 }, (_, row) => {
    const midi = lowestMidi + (row - 0.5) / rowsPerSemitone;
    return Math.min(bins - 1, (440 * 2 ** ((midi - 69) / 12)) / binHz);
  });
}

/** Mean power of the channels, as a magnitude. */
function magnitudesOf(
  spectra: readonly Float32Array[],
  offset: number,
  bins: number,
  scale: number,
): Float64Array {
  const magnitudes = new Float64Array(bins);
  for (let bin = 0; bin < bins; bin++) {
    let power = 0;
    for (const spectrum of spectra) {
      power += spectrum[offset + 2 * bin]! ** 2 + spectrum[offset + 2 * bin + 1]! ** 2;
    }
    magnitudes[bin] = scale * Math.sqrt(power / spectra.length);
  }
  return magnitudes;
}

/** A row wider than a bin shows its loudest one, a narrower one what lies between two. */
function fillRows(magnitudes: Float64Array, map: Float64Array, out: Uint8Array): void {
  const { floorDb, ceilingDb } = spectrogramScale;
  for (let row = 0; row < out.length; row++) {
    const [from, to] = [map[row]!, map[row + 1]!];
    let value = between(magnitudes, (from + to) / 2);
    for (let bin = Math.ceil(from); bin <= to; bin++) value = Math.max(value, magnitudes[bin]!);
    const share = (20 * Math.log10(value + 1e-12) - floorDb) / (ceilingDb - floorDb);
    out[row] = Math.round(255 * Math.max(0, Math.min(1, share)));
  }
}

function between(magnitudes: Float64Array, bin: number): number {
  const low = Math.min(magnitudes.length - 1, Math.floor(bin));
  const part = bin - low;
  return (1 - part) * magnitudes[low]! + part * (magnitudes[low + 1] ?? 0);
}
