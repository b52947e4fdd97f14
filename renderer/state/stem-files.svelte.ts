/** Finished stems in the project's exports, to be dragged out of the mixer. */
import type { BundleAnswer, StemFile, StemFilesAnswer } from '../../shared/contract/export-calls.ts';
import type { DivisiError } from '../../shared/contract/errors.ts';
import type { Result } from '../../shared/std/result.ts';

export type StemFileCalls = {
  find(versionId: string): Promise<Result<StemFilesAnswer>>;
  make(versionId: string): Promise<Result<StemFilesAnswer>>;
  bundle(resources: readonly string[]): Promise<Result<BundleAnswer>>;
  onFailure(error: DivisiError): void;
};

export class StemFilesState {
  readonly #calls: StemFileCalls;
  #files: readonly StemFile[] = $state.raw([]);
  #isBusy = $state(false);
  /** Of the question that was asked for last: earlier answers are out of date. */
  #asked = 0;

  constructor(calls: StemFileCalls) {
    this.#calls = calls;
  }

  /** Those that hold what the stems are now; none before they are made. */
  get files(): readonly StemFile[] {
    return this.#files;
  }

  /** Whether they are being made, or packed. */
  get isBusy(): boolean {
    return this.#isBusy;
  }

  fileOf(stem: string): StemFile | null {
    return this.#files.find((file) => file.stem === stem) ?? null;
  }

  /** Looks which files are up to date. @param versionId null for none */
  async look(versionId: string | null): Promise<void> {
    const asked = ++this.#asked;
    const found = versionId === null ? null : await this.#calls.find(versionId);
    if (asked === this.#asked) this.#files = found?.ok === true ? found.value.files : [];
  }

  /** Makes what is not up to date. */
  async make(versionId: string): Promise<void> {
    const made = await this.#work(() => this.#calls.make(versionId));
    if (made === null) return;
    this.#asked++;
    this.#files = made.files;
  }

  /** All of them as one file; null where that failed, which is told. */
  bundle(): Promise<BundleAnswer | null> {
    return this.#work(() => this.#calls.bundle(this.#files.map(({ resource }) => resource)));
  }

  async #work<T>(work: () => Promise<Result<T>>): Promise<T | null> {
    if (this.#isBusy) return null;
    this.#isBusy = true;
    try {
      const done = await work();
      if (!done.ok) this.#calls.onFailure(done.error);
      return done.ok ? done.value : null;
    } finally {
      this.#isBusy = false;
    }
  }
}
