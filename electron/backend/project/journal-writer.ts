/**
 * Appends to the journal. A line counts once it is on the disk (write and fdatasync); lines that arrive during
 * a sync share the next one. What a failure left half written is overwritten by the next line.
 */
import { err, ok } from '../../../shared/std/result.ts';
import type { Result } from '../../../shared/std/result.ts';
import { writeFailure } from '../engine/audio/file-failure.ts';
import { writeFully } from '../engine/audio/output-file.ts';
import type { JournalHandle, ProjectDisk } from './project-disk.ts';

export class JournalWriter {
  readonly #path: string;
  readonly #handle: JournalHandle;
  #bytes: number;
  #isClean: boolean;

  private constructor(path: string, handle: JournalHandle, soundBytes: number, isClean: boolean) {
    this.#path = path;
    this.#handle = handle;
    this.#bytes = soundBytes;
    this.#isClean = isClean;
  }

  /** @param soundBytes after which anything else is cut off. Fails as writing does. */
  static async open(disk: ProjectDisk, path: string, soundBytes: number): Promise<Result<JournalWriter>> {
    try {
      return ok(new JournalWriter(path, await disk.openExisting(path), soundBytes, false));
    } catch (cause) {
      return err(writeFailure(cause, path));
    }
  }

  get bytes(): number {
    return this.#bytes;
  }

  /** Whole lines, durable afterwards; calls must not overlap. Fails with 'disk-full' or 'output-unwritable'. */
  async append(text: string): Promise<Result<void>> {
    const bytes = Buffer.from(text, 'utf8');
    try {
      if (!this.#isClean) await this.#handle.truncate(this.#bytes);
      this.#isClean = false;
      await writeFully(this.#handle, bytes, this.#bytes);
      await this.#handle.sync();
      this.#bytes += bytes.length;
      this.#isClean = true;
      return ok(undefined);
    } catch (cause) {
      // Best effort; the next call, or the next opening, cuts it off as well.
      await this.#handle.truncate(this.#bytes).catch(() => {});
      return err(writeFailure(cause, this.#path));
    }
  }

  async close(): Promise<void> {
    await this.#handle.close().catch(() => {});
  }
}
