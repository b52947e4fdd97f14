/**
 * The two processes of the engine, which main alone can start: the service, and the trainer when the service asks for
 * one. Every window gets a port to the service, main two of its own. A service that dies is counted and started again.
 */
import { setPriority } from 'node:os';
import { MessageChannelMain, utilityProcess } from 'electron';
import type { MessagePortMain, UtilityProcess } from 'electron';
import type { AppContract } from '../../shared/contract/contract.ts';
import type { ShellContract } from '../../shared/contract/shell-contract.ts';
import { connectContract } from '../../shared/rpc/client.ts';
import type { Client } from '../../shared/rpc/client.ts';
import { emitterPortTransport } from '../../shared/rpc/transports/message-port.ts';
import type { BundleLayout } from './bundle-layout.ts';
import type { CrashCount } from './crash-count.ts';
import type { Log } from './log-file.ts';

type FromService = { readonly kind: 'start-trainer' | 'kill-trainer'; readonly id: number };

export type ServiceLink = { readonly app: Client<AppContract>; readonly shell: Client<ShellContract> };

export type ServiceHostOptions = {
  readonly layout: BundleLayout;
  readonly log: Log;
  readonly crashes: CrashCount;
  /** Null, or why the trainer must not run. */
  readonly mayTrain: () => Promise<string | null>;
  /** Of every service, the first one too. */
  readonly onStarted: (link: ServiceLink) => void;
  /** Of every service, as soon as it is gone. */
  readonly onLost: () => void;
  /** It died too often to be started again unasked. */
  readonly onGivenUp: () => void;
  readonly onTrainerRefused: (why: string) => void;
};

/** The system's own limit is ten seconds or so; a service that saves needs far less. */
const quitMs = 8000;
/** Below the service and the windows, which a person waits for. */
const trainerNiceness = 10;

/** Null for one that is about to be started. */
type Trainers = Map<number, UtilityProcess | null>;

export class ServiceHost {
  readonly #options: ServiceHostOptions;
  #process: UtilityProcess | null = null;
  #link: Promise<ServiceLink>;
  #linked: (link: ServiceLink) => void = () => {};
  #isEnding = false;

  constructor(options: ServiceHostOptions) {
    this.#options = options;
    this.#link = this.#nextLink();
  }

  get link(): Promise<ServiceLink> {
    return this.#link;
  }

  start(): void {
    const { layout, log, crashes, onStarted, onLost, onGivenUp } = this.#options;
    const service = utilityProcess.fork(layout.service, [], { serviceName: 'Divisi service', stdio: 'pipe' });
    const trainers: Trainers = new Map();
    this.#process = service;
    logOutput(service, 'service', log);
    service.on('message', (message: FromService) => {
      if (message.kind === 'start-trainer') void this.#startTrainer(service, trainers, message.id);
      else endTrainer(trainers, message.id);
    });
    service.on('exit', (code) => {
      for (const id of trainers.keys()) endTrainer(trainers, id);
      if (this.#process !== service) return;
      this.#process = null;
      this.#link = this.#nextLink();
      if (this.#isEnding) return;
      onLost();
      const isWorthIt = crashes.add();
      log.write('service', `ended with code ${code}; it ended unexpectedly ${crashes.total} times so far`);
      if (isWorthIt) this.start();
      else onGivenUp();
    });
    const link = {
      app: connectContract<AppContract>(emitterPortTransport(this.#open(service, 'window'))),
      shell: connectContract<ShellContract>(emitterPortTransport(this.#open(service, 'shell'))),
    };
    this.#linked(link);
    onStarted(link);
  }

  /** A port to the service for a window; null while there is no service. */
  windowPort(): MessagePortMain | null {
    return this.#process === null ? null : this.#open(this.#process, 'window');
  }

  /** Saves and closes everything; resolves when the process is gone, by force after a while. */
  async end(): Promise<void> {
    const service = this.#process;
    this.#isEnding = true;
    if (service === null) return;
    const gone = new Promise<void>((resolve) => service.once('exit', () => resolve()));
    service.postMessage({ kind: 'quit' });
    const timer = setTimeout(() => service.kill(), quitMs);
    await gone;
    clearTimeout(timer);
  }

  #nextLink(): Promise<ServiceLink> {
    return new Promise((resolve) => (this.#linked = resolve));
  }

  #open(service: UtilityProcess, kind: 'window' | 'shell'): MessagePortMain {
    const { port1, port2 } = new MessageChannelMain();
    service.postMessage({ kind }, [port2]);
    return port1;
  }

  async #startTrainer(service: UtilityProcess, trainers: Trainers, id: number): Promise<void> {
    const { layout, log, mayTrain, onTrainerRefused } = this.#options;
    trainers.set(id, null);
    const refusal = await mayTrain();
    if (refusal !== null) {
      log.write('trainer', refusal);
      onTrainerRefused(refusal);
    }
    if (refusal !== null || !trainers.has(id)) {
      trainers.delete(id);
      service.postMessage({ kind: 'trainer-ended', id });
      return;
    }
    const trainer = utilityProcess.fork(layout.trainer, [], { serviceName: 'Divisi trainer', stdio: 'pipe' });
    const { port1, port2 } = new MessageChannelMain();
    trainers.set(id, trainer);
    logOutput(trainer, 'trainer', log);
    trainer.once('spawn', () => lowerPriority(trainer.pid));
    trainer.on('exit', (code) => {
      trainers.delete(id);
      if (code !== 0) log.write('trainer', `ended with code ${code}`);
      service.postMessage({ kind: 'trainer-ended', id });
    });
    trainer.postMessage({ kind: 'service' }, [port1]);
    service.postMessage({ kind: 'trainer', id }, [port2]);
  }
}

/** One that is not started yet is not started any more. */
function endTrainer(trainers: Trainers, id: number): void {
  const trainer = trainers.get(id);
  if (trainer === null) trainers.delete(id);
  else trainer?.kill();
}

function lowerPriority(pid: number | undefined): void {
  try {
    if (pid !== undefined) setPriority(pid, trainerNiceness);
  } catch {
    // A system that does not allow it trains at the usual priority.
  }
}

function logOutput(child: UtilityProcess, who: string, log: Log): void {
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk: Buffer) => log.write(who, chunk.toString('utf8')));
  }
}
