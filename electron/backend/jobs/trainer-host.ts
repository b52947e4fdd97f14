/**
 * Keeps one trainer process: started at the first call, kept warm between jobs, started again after it died.
 * Calls that it had end with 'lost'; nothing else of the service notices.
 */
import { fork } from 'node:child_process';
import { setPriority } from 'node:os';
import { divisiError } from '../../../shared/contract/errors.ts';
import { connectContract } from '../../../shared/rpc/client.ts';
import type { Client } from '../../../shared/rpc/client.ts';
import type { CallName, ParamsOf, ProgressOf, ValueOf } from '../../../shared/rpc/declaration.ts';
import type { Transport } from '../../../shared/rpc/wire.ts';
import { err } from '../../../shared/std/result.ts';
import type { Result } from '../../../shared/std/result.ts';
import type { LiveContract } from './live-contract.ts';
import { childTransport } from './process-transport.ts';

export type TrainerProcess = {
  readonly transport: Transport;
  /** At once, whatever it does. */
  kill(): void;
  /** What it printed last, for messages. */
  printed(): string;
};

export type TrainerState = 'idle' | 'running' | 'lost';

/** A cancelled job that does not end by itself within this time is ended with its process. */
const defaultGraceMs = 700;
const keptOutputCharacters = 2000;
/** Below the service and the window, which a person waits for. */
const trainerNiceness = 10;

export class TrainerHost {
  readonly #start: () => TrainerProcess;
  readonly #onState: (state: TrainerState) => void;
  readonly #graceMs: number;
  #pending = 0;
  #running: { readonly process: TrainerProcess; readonly client: Client<LiveContract> } | null = null;

  constructor(
    start: () => TrainerProcess,
    onState: (state: TrainerState) => void = () => {},
    graceMs = defaultGraceMs,
  ) {
    this.#start = start;
    this.#onState = onState;
    this.#graceMs = graceMs;
  }

  get isRunning(): boolean {
    return this.#running !== null;
  }

  /** Fails as the job does, with 'cancelled' within a second of the signal, or with 'lost'. */
  async call<K extends CallName<LiveContract>>(
    name: K,
    params: ParamsOf<LiveContract[K]>,
    options: {
      readonly signal?: AbortSignal;
      readonly onProgress?: (progress: ProgressOf<LiveContract[K]>) => void;
    } = {},
  ): Promise<Result<ValueOf<LiveContract[K]>>> {
    const { signal } = options;
    const { process, client } = this.#ensure();
    let killTimer: NodeJS.Timeout | undefined;
    const kill = (): void => {
      killTimer = setTimeout(() => {
        // A preview that is slow to stop is no reason to end the training beside it.
        if (this.#pending === 1) process.kill();
      }, this.#graceMs);
    };
    signal?.addEventListener('abort', kill, { once: true });
    this.#pending += 1;
    const result = await client.call(name, params, options);
    this.#pending -= 1;
    clearTimeout(killTimer);
    signal?.removeEventListener('abort', kill);
    if (result.ok || result.error.code !== 'lost') return result;
    if (signal?.aborted === true) return err(divisiError('cancelled', 'Stopped.'));
    const message = 'The engine ended unexpectedly. The document is untouched; the next job starts it again.';
    return err(divisiError('lost', message, { printed: process.printed() }));
  }

  /** Ends the process; pending calls end with 'lost'. */
  close(): void {
    this.#running?.process.kill();
  }

  #ensure(): { readonly process: TrainerProcess; readonly client: Client<LiveContract> } {
    if (this.#running !== null) return this.#running;
    const process = this.#start();
    const running = { process, client: connectContract<LiveContract>(process.transport) };
    this.#running = running;
    process.transport.onClose(() => {
      if (this.#running !== running) return;
      this.#running = null;
      this.#onState('lost');
    });
    this.#onState('running');
    return running;
  }
}

/** @param entryPath the built live-trainer.entry.js */
export function forkTrainer(entryPath: string): TrainerProcess {
  const child = fork(entryPath, [], {
    // Options of this process, such as a debugger's port, are not the trainer's.
    execArgv: [],
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    serialization: 'advanced',
  });
  let printed = '';
  const keep = (chunk: Buffer): void => {
    printed = (printed + chunk.toString('utf8')).slice(-keptOutputCharacters);
  };
  child.stdout?.on('data', keep);
  child.stderr?.on('data', keep);
  try {
    if (child.pid !== undefined) setPriority(child.pid, trainerNiceness);
  } catch {
    // A system that does not allow it trains at the usual priority.
  }
  return {
    transport: childTransport(child),
    kill: () => void child.kill('SIGKILL'),
    printed: () => printed,
  };
}
