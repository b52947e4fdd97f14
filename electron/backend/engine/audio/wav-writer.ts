/** Writes a WAV file block by block; it appears under its final name only when it is complete. */
import { createRng } from '../../../../shared/std/rng.ts';
import type { Rng } from '../../../../shared/std/rng.ts';
import { err, ok } from '../../../../shared/std/result.ts';
import type { Result } from '../../../../shared/std/result.ts';
import { writeFailure } from './file-failure.ts';
import { nodeOutputFileSystem, partialPath, writeFully } from './output-file.ts';
import type { OutputFileSystem, OutputHandle } from './output-file.ts';
import { emptyTally, encodeSamples } from './wav-encoding.ts';
import type { SampleTally } from './wav-encoding.ts';
import { layOutWav } from './wav-layout.ts';
import type { WavLayout, WavShape } from './wav-layout.ts';

export type WavWriterOptions = WavShape & {
  /** Seed of the dither of 'pcm16' and 'pcm24': the same seed writes the same bytes. */
  readonly ditherSeed: number;
  /** 'none' for samples that are whole quantisation steps already. Default 'tpdf'. */
  readonly dither?: 'tpdf' | 'none';
  readonly fileSystem?: OutputFileSystem;
};

/** What was written, over all channels; levels are of the samples before rounding, full scale 1. */
export type WavReport = {
  readonly path: string;
  readonly lengthSamples: number;
  readonly peak: number;
  readonly rms: number;
  /** Samples limited to the integer range; always 0 for float, whose peak may pass 1. */
  readonly clippedSamples: number;
  /** NaN or infinite samples, written as 0: more than 0 is a fault of whoever computed them. */
  readonly nonFiniteSamples: number;
};

export interface WavWriter {
  readonly finalPath: string;
  /**
   * Appends [channels][samples]. After a failure the partial file is gone and the writer is done.
   * @throws RangeError for other channels, unequal lengths or more than `lengthSamples` in all.
   */
  write(channels: readonly Float32Array[]): Promise<Result<void>>;
  /**
   * Puts everything on the disk and closes the file, still under its partial name, so that several files can
   * be completed before the first is named.
   * @throws RangeError when fewer than `lengthSamples` were written.
   */
  finish(): Promise<Result<void>>;
  /** Finishes where that was not done, and gives the file its final name, replacing one that has it. */
  commit(): Promise<Result<WavReport>>;
  /** Removes the partial file. Harmless after the end. */
  abort(): Promise<void>;
}

/**
 * Fails with 'output-unwritable' or 'disk-full'.
 * @param finalPath its folder must exist; the file grows as `<finalPath>.partial`.
 */
export async function createWavWriter(
  finalPath: string,
  options: WavWriterOptions,
): Promise<Result<WavWriter>> {
  const { sampleRate, channels, lengthSamples } = options;
  if (![sampleRate, channels, lengthSamples].every((value) => Number.isSafeInteger(value) && value >= 0)) {
    throw new RangeError(
      `expected whole numbers, got ${sampleRate} Hz, ${channels} channels, ${lengthSamples} samples`,
    );
  }
  if (channels === 0) throw new RangeError('expected at least 1 channel, got 0');
  const fileSystem = options.fileSystem ?? nodeOutputFileSystem;
  const layout = layOutWav(options);
  let handle: OutputHandle | undefined;
  try {
    handle = await fileSystem.open(partialPath(finalPath));
    await writeFully(handle, layout.header, 0);
  } catch (cause) {
    await handle?.close().catch(() => {});
    if (handle !== undefined) await fileSystem.remove(partialPath(finalPath)).catch(() => {});
    return err(writeFailure(cause, finalPath));
  }
  return ok(new FileWavWriter(finalPath, options, layout, fileSystem, handle));
}

class FileWavWriter implements WavWriter {
  readonly finalPath: string;
  readonly #options: WavWriterOptions;
  readonly #layout: WavLayout;
  readonly #fileSystem: OutputFileSystem;
  readonly #handle: OutputHandle;
  readonly #dither: readonly Rng[] | undefined;
  readonly #tally: SampleTally = emptyTally();
  #state: 'open' | 'finished' | 'ended' = 'open';
  #writtenSamples = 0;
  #position: number;

  constructor(
    finalPath: string,
    options: WavWriterOptions,
    layout: WavLayout,
    fileSystem: OutputFileSystem,
    handle: OutputHandle,
  ) {
    this.finalPath = finalPath;
    this.#options = options;
    this.#layout = layout;
    this.#fileSystem = fileSystem;
    this.#handle = handle;
    if (options.dither !== 'none') {
      this.#dither = Array.from({ length: options.channels }, (_, i) => createRng(options.ditherSeed, i));
    }
    this.#position = layout.header.length;
  }

  async write(channels: readonly Float32Array[]): Promise<Result<void>> {
    if (this.#state !== 'open') throw new Error(`expected an open writer, got one that is ${this.#state}`);
    const length = channels[0]?.length ?? 0;
    if (channels.length !== this.#options.channels || channels.some((channel) => channel.length !== length)) {
      throw new RangeError(
        `expected [${this.#options.channels}] channels of one length, got lengths [${channels.map((c) => c.length).join(', ')}]`,
      );
    }
    if (this.#writtenSamples + length > this.#options.lengthSamples) {
      throw new RangeError(
        `expected ${this.#options.lengthSamples} samples in all, got ${this.#writtenSamples + length}`,
      );
    }
    const bytes = encodeSamples(channels, this.#options.encoding, this.#dither, this.#tally);
    this.#writtenSamples += length;
    const position = this.#position;
    this.#position += bytes.length;
    return this.#attempt(() => writeFully(this.#handle, bytes, position));
  }

  async finish(): Promise<Result<void>> {
    if (this.#state !== 'open') throw new Error(`expected an open writer, got one that is ${this.#state}`);
    if (this.#writtenSamples !== this.#options.lengthSamples) {
      await this.abort();
      throw new RangeError(
        `expected ${this.#options.lengthSamples} samples, got ${this.#writtenSamples} at the end`,
      );
    }
    const finished = await this.#attempt(async () => {
      if (this.#layout.padBytes > 0) await writeFully(this.#handle, new Uint8Array(1), this.#position);
      await this.#handle.sync();
      await this.#handle.close();
    });
    if (finished.ok) this.#state = 'finished';
    return finished;
  }

  async commit(): Promise<Result<WavReport>> {
    if (this.#state === 'open') {
      const finished = await this.finish();
      if (!finished.ok) return finished;
    }
    if (this.#state !== 'finished') throw new Error('expected a finished writer, got one that has ended');
    const renamed = await this.#attempt(() =>
      this.#fileSystem.rename(partialPath(this.finalPath), this.finalPath),
    );
    if (!renamed.ok) return renamed;
    this.#state = 'ended';
    const { samples, peak, sumOfSquares, clipped, nonFinite } = this.#tally;
    return ok({
      path: this.finalPath,
      lengthSamples: this.#writtenSamples,
      peak,
      rms: samples === 0 ? 0 : Math.sqrt(sumOfSquares / samples),
      clippedSamples: clipped,
      nonFiniteSamples: nonFinite,
    });
  }

  async abort(): Promise<void> {
    if (this.#state === 'ended') return;
    const wasOpen = this.#state === 'open';
    this.#state = 'ended';
    if (wasOpen) await this.#handle.close().catch(() => {});
    await this.#fileSystem.remove(partialPath(this.finalPath)).catch(() => {});
  }

  async #attempt(action: () => Promise<void>): Promise<Result<void>> {
    try {
      await action();
      return ok(undefined);
    } catch (cause) {
      await this.abort();
      return err(writeFailure(cause, this.finalPath));
    }
  }
}
