/** Writes a sound file of any format block by block; it appears under its final name only when it is complete. */
import { err, ok } from '../../../../shared/std/result.ts';
import type { Result } from '../../../../shared/std/result.ts';
import { writeFailure } from './file-failure.ts';
import { nodeOutputFileSystem, partialPath, writeFully } from './output-file.ts';
import type { OutputFileSystem, OutputHandle } from './output-file.ts';
import type { SampleTally } from './wav-encoding.ts';

/** Samples to the bytes of a format. A bug in one throws; the disk is not its business. */
export interface SampleEncoder {
  /** What stands before the first sample. */
  start(): Uint8Array;
  /** Appends [channels][samples]; may keep some back. */
  encode(channels: readonly Float32Array[]): Uint8Array;
  /** What is left, and parts of the file that are known only now. */
  end(): { readonly tail: Uint8Array; readonly patches: readonly BytePatch[] };
  readonly tally: SampleTally;
}

export type BytePatch = { readonly position: number; readonly bytes: Uint8Array };

/** What was written, over all channels; levels are of the samples before rounding, full scale 1. */
export type SampleFileReport = {
  readonly path: string;
  readonly lengthSamples: number;
  readonly peak: number;
  readonly rms: number;
  /** Samples limited to the integer range; always 0 for float, whose peak may pass 1. */
  readonly clippedSamples: number;
  /** NaN or infinite samples, written as 0: more than 0 is a fault of whoever computed them. */
  readonly nonFiniteSamples: number;
};

export interface SampleFileWriter {
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
  commit(): Promise<Result<SampleFileReport>>;
  /** Removes the partial file. Harmless after the end. */
  abort(): Promise<void>;
}

export type SampleFileShape = { readonly channels: number; readonly lengthSamples: number };

/**
 * Fails with 'output-unwritable' or 'disk-full'.
 * @param finalPath its folder must exist; the file grows as `<finalPath>.partial`.
 */
export async function createSampleFile(
  finalPath: string,
  shape: SampleFileShape,
  encoder: SampleEncoder,
  fileSystem: OutputFileSystem = nodeOutputFileSystem,
): Promise<Result<SampleFileWriter>> {
  let handle: OutputHandle | undefined;
  try {
    const head = encoder.start();
    handle = await fileSystem.open(partialPath(finalPath));
    await writeFully(handle, head, 0);
    return ok(new EncodedFile(finalPath, shape, encoder, fileSystem, handle, head.length));
  } catch (cause) {
    await handle?.close().catch(() => {});
    if (handle !== undefined) await fileSystem.remove(partialPath(finalPath)).catch(() => {});
    return err(writeFailure(cause, finalPath));
  }
}

class EncodedFile implements SampleFileWriter {
  readonly finalPath: string;
  readonly #shape: SampleFileShape;
  readonly #encoder: SampleEncoder;
  readonly #fileSystem: OutputFileSystem;
  readonly #handle: OutputHandle;
  #state: 'open' | 'finished' | 'ended' = 'open';
  #writtenSamples = 0;
  #position: number;

  constructor(
    finalPath: string,
    shape: SampleFileShape,
    encoder: SampleEncoder,
    fileSystem: OutputFileSystem,
    handle: OutputHandle,
    position: number,
  ) {
    this.finalPath = finalPath;
    this.#shape = shape;
    this.#encoder = encoder;
    this.#fileSystem = fileSystem;
    this.#handle = handle;
    this.#position = position;
  }

  async write(channels: readonly Float32Array[]): Promise<Result<void>> {
    if (this.#state !== 'open') throw new Error(`expected an open writer, got one that is ${this.#state}`);
    const length = channels[0]?.length ?? 0;
    if (channels.length !== this.#shape.channels || channels.some((channel) => channel.length !== length)) {
      throw new RangeError(
        `expected [${this.#shape.channels}] channels of one length, got lengths [${channels.map((c) => c.length).join(', ')}]`,
      );
    }
    if (this.#writtenSamples + length > this.#shape.lengthSamples) {
      throw new RangeError(
        `expected ${this.#shape.lengthSamples} samples in all, got ${this.#writtenSamples + length}`,
      );
    }
    const bytes = this.#encoder.encode(channels);
    this.#writtenSamples += length;
    const position = this.#position;
    this.#position += bytes.length;
    return this.#attempt(() => writeFully(this.#handle, bytes, position));
  }

  async finish(): Promise<Result<void>> {
    if (this.#state !== 'open') throw new Error(`expected an open writer, got one that is ${this.#state}`);
    if (this.#writtenSamples !== this.#shape.lengthSamples) {
      await this.abort();
      throw new RangeError(
        `expected ${this.#shape.lengthSamples} samples, got ${this.#writtenSamples} at the end`,
      );
    }
    const { tail, patches } = this.#encoder.end();
    const finished = await this.#attempt(async () => {
      if (tail.length > 0) await writeFully(this.#handle, tail, this.#position);
      for (const { position, bytes } of patches) await writeFully(this.#handle, bytes, position);
      await this.#handle.sync();
      await this.#handle.close();
    });
    if (finished.ok) this.#state = 'finished';
    return finished;
  }

  async commit(): Promise<Result<SampleFileReport>> {
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
    const { samples, peak, sumOfSquares, clipped, nonFinite } = this.#encoder.tally;
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
