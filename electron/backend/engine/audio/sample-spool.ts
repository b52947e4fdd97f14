/** A temporary file of float32 samples: the decoded copy of a compressed recording. */
import { randomUUID } from 'node:crypto';
import { open, rm } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ByteSource } from './byte-source.ts';
import { readFailure, RecordingFailure, writeFailure } from './file-failure.ts';

/** Interleaved samples that are gathered before they are written: 1 MB. */
const bufferedSamples = 262_144;

export class SampleSpool implements ByteSource {
  readonly path: string;
  readonly #handle: FileHandle;
  readonly #channels: number;
  readonly #buffer = new Float32Array(bufferedSamples);
  #buffered = 0;
  #isClosed = false;
  size = 0;

  private constructor(path: string, handle: FileHandle, channels: number) {
    this.path = path;
    this.#handle = handle;
    this.#channels = channels;
  }

  /** @throws RecordingFailure with 'output-unwritable' or 'disk-full'. */
  static async create(channels: number, folder: string = tmpdir()): Promise<SampleSpool> {
    const path = join(folder, `divisi-${randomUUID()}.spool`);
    try {
      const handle = await open(path, 'wx+');
      // Without its name the file cannot outlive the process, however that ends. Windows keeps names of open files.
      if (process.platform !== 'win32') await rm(path, { force: true });
      return new SampleSpool(path, handle, channels);
    } catch (cause) {
      throw new RecordingFailure(writeFailure(cause, path));
    }
  }

  /** Samples per channel that are on the disk. */
  get lengthSamples(): number {
    return this.size / (4 * this.#channels);
  }

  /** Appends [channels][samples]. @throws RecordingFailure */
  async append(channels: readonly Float32Array[]): Promise<void> {
    const length = channels[0]?.length ?? 0;
    for (let i = 0; i < length; i++) {
      if (this.#buffered + this.#channels > bufferedSamples) await this.flush();
      for (let channel = 0; channel < this.#channels; channel++) {
        this.#buffer[this.#buffered++] = channels[channel]![i]!;
      }
    }
  }

  /** Puts everything into the file; must be called before reading. @throws RecordingFailure */
  async flush(): Promise<void> {
    const bytes = new Uint8Array(this.#buffer.buffer, 0, this.#buffered * 4);
    this.#buffered = 0;
    let done = 0;
    try {
      while (done < bytes.length) {
        const { bytesWritten } = await this.#handle.write(bytes, done, bytes.length - done, this.size);
        done += bytesWritten;
        this.size += bytesWritten;
      }
    } catch (cause) {
      throw new RecordingFailure(writeFailure(cause, this.path));
    }
  }

  async read(position: number, length: number): Promise<Uint8Array<ArrayBuffer>> {
    const bytes = new Uint8Array(Math.max(0, Math.min(length, this.size - position)));
    let filled = 0;
    while (filled < bytes.length) {
      let count: number;
      try {
        const left = bytes.length - filled;
        ({ bytesRead: count } = await this.#handle.read(bytes, filled, left, position + filled));
      } catch (cause) {
        throw new RecordingFailure(readFailure(cause, this.path));
      }
      if (count === 0) return bytes.slice(0, filled);
      filled += count;
    }
    return bytes;
  }

  async close(): Promise<void> {
    if (this.#isClosed) return;
    this.#isClosed = true;
    await this.#handle.close().catch(() => {});
    if (process.platform === 'win32') await rm(this.path, { force: true }).catch(() => {});
  }
}
