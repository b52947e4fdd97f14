/**
 * The outline of a recording in several resolutions, for drawing it at any zoom without reading its samples.
 *
 * A file holds one level after another, the finest first; a level is [bins, channels, 2] int16, little endian:
 * the least and the greatest sample of every bin, full scale 32767.
 */
import { dirname } from 'node:path';
import { divisiError } from '../../../../shared/contract/errors.ts';
import { err, ok } from '../../../../shared/std/result.ts';
import type { Result } from '../../../../shared/std/result.ts';
import { RecordingFailure, writeFailure } from '../audio/file-failure.ts';
import type { Recording } from '../audio/recording.ts';
import { makeFolder } from '../make-folder.ts';
import { writePending } from '../pending-file.ts';

export type PeakLevel = {
  readonly samplesPerBin: number;
  readonly bins: number;
  /** Of the level's first byte in the file. */
  readonly offsetBytes: number;
};

/** Samples of a bin: fine enough for a bar across a screen. */
const finestBin = 256;
/** From level to level. */
const coarsening = 8;
const levelCount = 4;
const blockSamples = 65_536;
const fullScale = 32_767;

/** What a file of this recording has, known before it is made. */
export function peakLevels(channels: number, lengthSamples: number): PeakLevel[] {
  let offsetBytes = 0;
  return Array.from({ length: levelCount }, (_, level) => {
    const samplesPerBin = finestBin * coarsening ** level;
    const bins = Math.ceil(lengthSamples / samplesPerBin);
    const entry = { samplesPerBin, bins, offsetBytes };
    offsetBytes += bins * channels * 4;
    return entry;
  });
}

/**
 * One pass over the recording. Memory: the file, 5 MB for an hour of stereo.
 * Fails with 'cancelled', 'output-unwritable', 'disk-full', or what reading the recording fails with.
 */
export async function writePeaks(
  recording: Recording,
  path: string,
  hooks: { readonly signal: AbortSignal; onProgress(fraction: number): void },
): Promise<Result<readonly PeakLevel[]>> {
  const { channels, lengthSamples } = recording;
  const levels = peakLevels(channels, lengthSamples);
  const finest = emptyLevel(levels[0]!.bins, channels);
  try {
    for (let start = 0; start < lengthSamples; start += blockSamples) {
      // Between blocks others get their turn.
      await new Promise(setImmediate);
      if (hooks.signal.aborted) return err(divisiError('cancelled', 'Stopped.'));
      const count = Math.min(blockSamples, lengthSamples - start);
      const block = await recording.read(start, count);
      block.forEach((samples, channel) => addSamples(finest, samples, start / finestBin, channel, channels));
      hooks.onProgress((start + count) / lengthSamples);
    }
    await makeFolder(dirname(path));
  } catch (cause) {
    if (cause instanceof RecordingFailure) return err(cause.error);
    return err(writeFailure(cause, path));
  }
  const blocks = [finest];
  for (let level = 1; level < levelCount; level++) {
    blocks.push(coarser(blocks[level - 1]!, levels[level]!.bins, channels));
  }
  const pending = await writePending(path, blocks.map(bytesOf));
  if (!pending.ok) return pending;
  const named = await pending.value.commit();
  return named.ok ? ok(levels) : named;
}

/** Least and greatest so far: nothing yet. */
function emptyLevel(bins: number, channels: number): Int16Array {
  return Int16Array.from({ length: bins * channels * 2 }, (_, index) =>
    index % 2 === 0 ? fullScale : -fullScale,
  );
}

function addSamples(
  level: Int16Array,
  samples: Float32Array,
  firstBin: number,
  channel: number,
  channels: number,
): void {
  for (let from = 0, bin = firstBin; from < samples.length; from += finestBin, bin++) {
    let least = Infinity;
    let greatest = -Infinity;
    const to = Math.min(from + finestBin, samples.length);
    for (let i = from; i < to; i++) {
      const value = samples[i]!;
      if (value < least) least = value;
      if (value > greatest) greatest = value;
    }
    const at = (bin * channels + channel) * 2;
    level[at] = Math.min(level[at]!, Math.floor(toScale(least)));
    level[at + 1] = Math.max(level[at + 1]!, Math.ceil(toScale(greatest)));
  }
}

function toScale(value: number): number {
  return Math.max(-1, Math.min(1, value)) * fullScale;
}

function coarser(finer: Int16Array, bins: number, channels: number): Int16Array {
  const level = emptyLevel(bins, channels);
  const width = channels * 2;
  for (let index = 0; index < finer.length; index++) {
    const at = Math.floor(index / width / coarsening) * width + (index % width);
    level[at] = index % 2 === 0 ? Math.min(level[at]!, finer[index]!) : Math.max(level[at]!, finer[index]!);
  }
  return level;
}

function bytesOf(level: Int16Array): Uint8Array {
  const view = new DataView(new ArrayBuffer(level.length * 2));
  level.forEach((value, index) => view.setInt16(index * 2, value, true));
  return new Uint8Array(view.buffer);
}
