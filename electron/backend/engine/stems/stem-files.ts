/** The WAV files of one separation: all of them appear, or none. */
import { err, ok } from '../../../../shared/std/result.ts';
import type { Result } from '../../../../shared/std/result.ts';
import { nodeOutputFileSystem } from '../audio/output-file.ts';
import type { OutputFileSystem } from '../audio/output-file.ts';
import { namedTogether } from '../audio/set-note.ts';
import { createWavWriter } from '../audio/wav-writer.ts';
import type { SampleFileReport, SampleFileWriter } from '../audio/sample-file.ts';
import type { WavWriterOptions } from '../audio/wav-writer.ts';

export class StemFiles {
  readonly #writers: readonly SampleFileWriter[];
  readonly #options: WavWriterOptions;

  private constructor(writers: readonly SampleFileWriter[], options: WavWriterOptions) {
    this.#writers = writers;
    this.#options = options;
  }

  /** Fails with 'output-unwritable' or 'disk-full'. */
  static async create(paths: readonly string[], options: WavWriterOptions): Promise<Result<StemFiles>> {
    const writers: SampleFileWriter[] = [];
    for (const path of paths) {
      const created = await createWavWriter(path, options);
      if (!created.ok) {
        await Promise.all(writers.map((writer) => writer.abort()));
        return created;
      }
      writers.push(created.value);
    }
    return ok(new StemFiles(writers, options));
  }

  /** Appends [stems][channels][samples]. */
  async write(stems: readonly (readonly Float32Array[])[]): Promise<Result<void>> {
    const written = await Promise.all(this.#writers.map((writer, i) => writer.write(stems[i]!)));
    return written.find((result) => !result.ok) ?? ok(undefined);
  }

  /**
   * Names the files for which `keep` is true and removes the others.
   * @returns a report per stem, undefined for a removed one.
   */
  async commit(keep: readonly boolean[]): Promise<Result<(SampleFileReport | undefined)[]>> {
    for (const [i, writer] of this.#writers.entries()) {
      if (!keep[i]!) {
        await writer.abort();
        continue;
      }
      const finished = await writer.finish();
      if (!finished.ok) {
        await this.abort();
        return finished;
      }
    }
    const fileSystem = this.#options.fileSystem ?? nodeOutputFileSystem;
    const files = this.#writers.filter((_, i) => keep[i]!).map(({ finalPath }) => finalPath);
    return namedTogether(files, fileSystem, () => this.#name(keep, fileSystem));
  }

  async #name(
    keep: readonly boolean[],
    fileSystem: OutputFileSystem,
  ): Promise<Result<(SampleFileReport | undefined)[]>> {
    const reports: (SampleFileReport | undefined)[] = [];
    for (const [i, writer] of this.#writers.entries()) {
      const committed = keep[i]! ? await writer.commit() : undefined;
      if (committed?.ok === false) {
        await this.abort();
        for (const report of reports) {
          if (report !== undefined) await fileSystem.remove(report.path).catch(() => {});
        }
        return err(committed.error);
      }
      reports.push(committed?.value);
    }
    return ok(reports);
  }

  /** Removes whatever has no final name yet. */
  async abort(): Promise<void> {
    await Promise.all(this.#writers.map((writer) => writer.abort()));
  }
}
