/**
 * Progress for people: on a terminal one line that is redrawn, elsewhere a plain line at every new
 * phase and every few seconds.
 */
import type { JobProgress } from '../jobs/trainer-protocol.ts';
import type { CommandIo } from './command-io.ts';
import { durationText } from './duration-text.ts';

type DisplayIo = Pick<CommandIo, 'writeErr' | 'isTerminal' | 'columns' | 'nowMs'>;

const redrawIntervalMs = 100;
const plainIntervalMs = 5000;
/** Before this share is done, a guess of the time left would jump about. */
const guessFrom = 0.05;
const barCells = 20;

export class ProgressDisplay {
  readonly #io: DisplayIo;
  readonly #startMs: number;
  #shownMs = -Infinity;
  #shownPhase = '';
  #lineShown = false;

  constructor(io: DisplayIo) {
    this.#io = io;
    this.#startMs = io.nowMs();
  }

  update(progress: JobProgress): void {
    const nowMs = this.#io.nowMs();
    const newPhase = progress.phase !== this.#shownPhase;
    const intervalMs = this.#io.isTerminal ? redrawIntervalMs : plainIntervalMs;
    if (!newPhase && nowMs - this.#shownMs < intervalMs) return;
    this.#shownMs = nowMs;
    this.#shownPhase = progress.phase;
    const text = this.#describe(progress, nowMs);
    if (!this.#io.isTerminal) {
      this.#io.writeErr(`${text}\n`);
      return;
    }
    // One column stays free: some terminals wrap when the last one is written.
    const width = Math.max(10, this.#io.columns() - 1);
    this.#io.writeErr(`\r\x1b[2K${[...text].slice(0, width).join('')}`);
    this.#lineShown = true;
  }

  /** A line of its own, above the progress line. */
  note(text: string): void {
    this.clear();
    this.#io.writeErr(`${text}\n`);
    this.#shownMs = -Infinity;
  }

  /** Takes the progress line away; call it before writing anything else. */
  clear(): void {
    if (this.#lineShown) this.#io.writeErr('\r\x1b[2K');
    this.#lineShown = false;
  }

  #describe({ phase, fraction, detail, secondsLeft }: JobProgress, nowMs: number): string {
    const done = Math.min(1, Math.max(0, fraction));
    const cells = Math.round(done * barCells);
    const bar = this.#io.isTerminal ? `[${'#'.repeat(cells)}${'.'.repeat(barCells - cells)}] ` : '';
    const guess = done >= guessFrom ? ((nowMs - this.#startMs) / 1000) * (1 / done - 1) : null;
    const left = secondsLeft ?? guess;
    const parts = [
      `${bar}${String(Math.floor(done * 100)).padStart(3)} %  ${phase}`,
      ...(detail === '' ? [] : [detail]),
      ...(left === null ? [] : [`${durationText(left)} left`]),
    ];
    return parts.join(', ');
  }
}
