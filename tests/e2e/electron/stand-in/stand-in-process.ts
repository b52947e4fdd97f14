/** Electron's utilityProcess: a child of Node, whose ports travel over its channel. */
import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { EventEmitter } from 'node:events';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { ForkOptions, UtilityProcess } from 'electron';
import { cacheFolder } from '../../../../build/bootstrap/paths.mjs';
import type { StandInPort } from './stand-in-port.ts';

type FromChild =
  | { readonly kind: 'message'; readonly data: unknown }
  | { readonly kind: 'port'; readonly id: number; readonly data: unknown }
  | { readonly kind: 'port-close'; readonly id: number };

const parentPort = pathToFileURL(join(import.meta.dirname, 'child-parent-port.mjs')).href;

export class StandInProcess
  extends EventEmitter
  implements Pick<UtilityProcess, 'kill' | 'pid' | 'stdout' | 'stderr'>
{
  readonly name: string;
  readonly #child: ChildProcess;
  readonly #ports = new Map<number, StandInPort>();
  #count = 0;

  constructor(modulePath: string, args: readonly string[], options: ForkOptions, home: string) {
    super();
    this.name = options.serviceName ?? 'Node Utility Process';
    this.#child = fork(modulePath, [...args], {
      execArgv: ['--import', parentPort],
      serialization: 'advanced',
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      env: { ...process.env, ...options.env, HOME: home, USERPROFILE: home, DIVISI_CACHE: cacheFolder() },
    });
    this.#child.on('spawn', () => this.emit('spawn'));
    this.#child.on('message', (message) => this.#hear(message as FromChild));
    this.#child.on('exit', (code, signal) => {
      for (const port of this.#ports.values()) port.carrierGone();
      // A process that a signal ended has no code; Electron gives the signal's number.
      this.emit('exit', code ?? (signal === 'SIGKILL' ? 9 : 15));
    });
  }

  get pid(): number | undefined {
    return this.#child.pid;
  }

  get stdout(): NodeJS.ReadableStream | null {
    return this.#child.stdout;
  }

  get stderr(): NodeJS.ReadableStream | null {
    return this.#child.stderr;
  }

  get isAlive(): boolean {
    return this.#child.exitCode === null && this.#child.signalCode === null;
  }

  postMessage(data: unknown, transfer: readonly StandInPort[] = []): void {
    const ids = transfer.map((port) => {
      const id = ++this.#count;
      this.#ports.set(id, port);
      return { id, port };
    });
    this.#tell({ kind: 'message', data, ports: ids.map(({ id }) => id) });
    for (const { id, port } of ids) {
      port.send({
        post: (message) => this.#tell({ kind: 'port', id, data: message }),
        close: () => this.#tell({ kind: 'port-close', id }),
      });
    }
  }

  kill(): boolean {
    return this.#child.kill();
  }

  #tell(message: object): void {
    if (this.#child.connected) this.#child.send(message, () => {});
  }

  #hear(message: FromChild): void {
    if (message.kind === 'message') this.emit('message', message.data);
    else if (message.kind === 'port') this.#ports.get(message.id)?.fromCarrier(message.data);
    else this.#ports.get(message.id)?.carrierGone();
  }
}
