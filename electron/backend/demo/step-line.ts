/** The demo's progress on standard error: a living line on a terminal, plain lines elsewhere. */
import type { JobProgress } from '../jobs/trainer-protocol.ts';
import { duration } from '../report/html-text.ts';

export interface LineOutput {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

const clearLine = '\r\u001b[K';

export class StepLine {
  readonly #output: LineOutput;
  #living = false;

  constructor(output: LineOutput) {
    this.#output = output;
  }

  /** A line that stays. */
  say(text: string): void {
    this.end();
    this.#output.write(`${text}\n`);
  }

  /** Shown on a terminal only, each over the one before. */
  progress({ phase, fraction, detail, secondsLeft }: JobProgress): void {
    if (this.#output.isTTY !== true) return;
    const left = secondsLeft === null ? '' : `, ${duration(secondsLeft)} left`;
    const what = detail === '' ? phase : `${phase}: ${detail}`;
    this.#output.write(`${clearLine}  ${String(Math.round(100 * fraction)).padStart(3)} %  ${what}${left}`);
    this.#living = true;
  }

  /** Removes what is shown of the progress. */
  end(): void {
    if (this.#living) this.#output.write(clearLine);
    this.#living = false;
  }
}
