/** What belongs to an open project beside its document: the recording, its outline, its spectrogram. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { recordingOf } from '../../../shared/document/document-state.ts';
import { ok } from '../../../shared/std/result.ts';
import type { Result } from '../../../shared/std/result.ts';
import { openRecording } from '../engine/audio/open-recording.ts';
import type { Recording } from '../engine/audio/recording.ts';
import { peakLevels, writePeaks } from '../engine/outline/peaks.ts';
import type { PeakLevel } from '../engine/outline/peaks.ts';
import { spectrogramGrid, writeSpectrogramTile } from '../engine/outline/spectrogram-tiles.ts';
import type { SpectrogramGrid } from '../engine/outline/spectrogram-tiles.ts';
import { findMedia } from '../project/find-media.ts';
import type { Project } from '../project/project.ts';

export type MediaHooks = { readonly signal: AbortSignal; onProgress(fraction: number): void };

/** Of the recording's hash, in names of cached files. */
const shortHash = 16;

export class ProjectMedia {
  readonly #project: Project;
  /** The file that has the document's content; looked for once. */
  #path: string | null = null;
  #recording: Recording | null = null;
  /** One thing at a time: decoding twice at once would help nobody. */
  #work: Promise<unknown> = Promise.resolve();

  constructor(project: Project) {
    this.#project = project;
  }

  /** Absolute. Fails with 'media-missing', 'project-unsafe' or 'cancelled'. Cost: reading the file, once. */
  async path(signal: AbortSignal): Promise<Result<string>> {
    if (this.#path === null) {
      const { file } = recordingOf(this.#project.history.document);
      const found = await findMedia(this.#project.layout.folder, file, 'recording', signal);
      if (!found.ok) return found;
      this.#path = found.value.file;
    }
    return ok(this.#path);
  }

  /** Open until `close`. Fails as `path` and as opening does. */
  recording(hooks: MediaHooks): Promise<Result<Recording>> {
    return this.#afterWork(() => this.#open(hooks));
  }

  /** @returns where the file lies; made unless it is there. Fails as opening and writing do. */
  peaks(
    hooks: MediaHooks,
  ): Promise<
    Result<{ readonly path: string; readonly levels: readonly PeakLevel[]; readonly recording: Recording }>
  > {
    return this.#afterWork(async () => {
      const opened = await this.#open({
        signal: hooks.signal,
        onProgress: (fraction) => hooks.onProgress(fraction / 2),
      });
      if (!opened.ok) return opened;
      const recording = opened.value;
      const path = join(this.#cache('peaks'), `${this.#key()}.peaks`);
      if (existsSync(path)) {
        return ok({ path, levels: peakLevels(recording.channels, recording.lengthSamples), recording });
      }
      const written = await writePeaks(recording, path, {
        signal: hooks.signal,
        onProgress: (fraction) => hooks.onProgress(0.5 + fraction / 2),
      });
      return written.ok ? ok({ path, levels: written.value, recording }) : written;
    });
  }

  /** Fails as `recording` and for a rate that has no such grid. */
  async spectrogram(hooks: MediaHooks): Promise<Result<SpectrogramGrid>> {
    const opened = await this.recording(hooks);
    return opened.ok ? spectrogramGrid(opened.value.sampleRate, opened.value.lengthSamples) : opened;
  }

  /** @returns where the tile lies; made unless it is there. */
  tile(grid: SpectrogramGrid, index: number, signal: AbortSignal): Promise<Result<string>> {
    const path = join(this.#cache('spectrogram'), `${this.#key()}-${index}.tile`);
    if (existsSync(path)) return Promise.resolve(ok(path));
    return this.#afterWork(async () => {
      if (existsSync(path)) return ok(path);
      const opened = await this.#open({ signal, onProgress() {} });
      if (!opened.ok) return opened;
      const written = await writeSpectrogramTile(opened.value, grid, index, path, signal);
      return written.ok ? ok(path) : written;
    });
  }

  async close(): Promise<void> {
    await this.#afterWork(async () => {
      await this.#recording?.close();
      this.#recording = null;
    });
  }

  async #open(hooks: MediaHooks): Promise<Result<Recording>> {
    if (this.#recording !== null) return ok(this.#recording);
    const path = await this.path(hooks.signal);
    if (!path.ok) return path;
    const opened = await openRecording(path.value, {
      signal: hooks.signal,
      onProgress: (fraction) => hooks.onProgress(fraction),
    });
    if (opened.ok) this.#recording = opened.value;
    return opened;
  }

  #cache(kind: string): string {
    return join(this.#project.layout.cache, kind);
  }

  #key(): string {
    return recordingOf(this.#project.history.document).file.sha256.slice(0, shortHash);
  }

  #afterWork<T>(task: () => Promise<T>): Promise<T> {
    const result = this.#work.then(task);
    this.#work = result.catch(() => {});
    return result;
  }
}
