/** The export of the open project: what it is set to, what it would write, how far it is, what it wrote. */
import { exportDefaults } from '../../shared/contract/export-calls.ts';
import type {
  BundleAnswer,
  ExportAnswer,
  ExportChoice,
  ExportPreviewAnswer,
} from '../../shared/contract/export-calls.ts';
import type { StepProgress } from '../../shared/contract/engine-state.ts';
import type { DivisiError } from '../../shared/contract/errors.ts';
import type { Result } from '../../shared/std/result.ts';

export type ExportCalls = {
  preview(versionId: string, choice: ExportChoice): Promise<Result<ExportPreviewAnswer>>;
  run(
    versionId: string,
    choice: ExportChoice,
    options: { readonly signal: AbortSignal; readonly onProgress: (progress: StepProgress) => void },
  ): Promise<Result<ExportAnswer>>;
  bundle(resources: readonly string[]): Promise<Result<BundleAnswer>>;
  onFailure(error: DivisiError): void;
};

export class ExportState {
  readonly #calls: ExportCalls;
  #choice: ExportChoice = $state.raw(exportDefaults);
  #preview: ExportPreviewAnswer | null = $state.raw(null);
  /** Why the choice cannot be exported. */
  #previewFault: DivisiError | null = $state.raw(null);
  /** Why the last export was not finished. */
  #runFault: DivisiError | null = $state.raw(null);
  #progress: StepProgress | null = $state.raw(null);
  /** Of the last export that was finished. */
  #answer: ExportAnswer | null = $state.raw(null);
  #isShowingAnswer = $state(false);
  #stop: AbortController | null = null;
  /** Of the preview that was asked for last: earlier answers are out of date. */
  #asked = 0;

  constructor(calls: ExportCalls) {
    this.#calls = calls;
  }

  get choice(): ExportChoice {
    return this.#choice;
  }

  /** Null until it is known. */
  get preview(): ExportPreviewAnswer | null {
    return this.#preview;
  }

  /** Why the choice cannot be exported, or the last export was not. */
  get fault(): DivisiError | null {
    return this.#previewFault ?? this.#runFault;
  }

  /** Null while nothing is exported. */
  get progress(): StepProgress | null {
    return this.#progress;
  }

  /** Of an export that was finished, until something else is chosen. */
  get shownAnswer(): ExportAnswer | null {
    return this.#isShowingAnswer ? this.#answer : null;
  }

  /** The finished file of a stem; null where there is none that this window may read. */
  fileOf(stem: string): { readonly name: string; readonly resource: string } | null {
    const file = this.#answer?.files.find((each) => each.stem === stem);
    return file === undefined || file.resource === null ? null : { name: file.name, resource: file.resource };
  }

  choose(choice: ExportChoice): void {
    this.#choice = choice;
    this.#runFault = null;
  }

  forgetFault(): void {
    this.#runFault = null;
  }

  /** Back to what is chosen; the files stay where they are, and can be dragged out. */
  chooseAgain(): void {
    this.#isShowingAnswer = false;
  }

  /** Asks for names and sizes of what is chosen now. */
  async look(versionId: string): Promise<void> {
    const asked = ++this.#asked;
    const answer = await this.#calls.preview(versionId, this.#choice);
    if (asked !== this.#asked) return;
    this.#preview = answer.ok ? answer.value : null;
    this.#previewFault = answer.ok || answer.error.code === 'lost' ? null : answer.error;
  }

  /**
   * @param once what holds for this export alone: what is replaced, or how loud is too loud, is asked each time
   * @returns whether it was finished; `fault` says why not, unless it was stopped
   */
  async run(versionId: string, once: Partial<ExportChoice> = {}): Promise<boolean> {
    if (this.#stop !== null) return false;
    const stop = new AbortController();
    this.#stop = stop;
    this.#runFault = null;
    this.#isShowingAnswer = false;
    this.#progress = { phase: 'queue', fraction: 0, detail: '', secondsLeft: null };
    const exported = await this.#calls.run(
      versionId,
      { ...this.#choice, ...once },
      {
        signal: stop.signal,
        onProgress: (progress) => (this.#progress = progress),
      },
    );
    this.#stop = null;
    this.#progress = null;
    if (exported.ok) {
      this.#answer = exported.value;
      this.#isShowingAnswer = true;
    } else if (exported.error.code !== 'cancelled') this.#runFault = exported.error;
    return exported.ok;
  }

  /** Finished files as one; null where that failed, which is told. */
  async bundle(resources: readonly string[]): Promise<BundleAnswer | null> {
    const bundled = await this.#calls.bundle(resources);
    if (!bundled.ok) this.#calls.onFailure(bundled.error);
    return bundled.ok ? bundled.value : null;
  }

  stop(): void {
    this.#stop?.abort();
  }
}
