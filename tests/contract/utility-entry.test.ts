/** The service as Electron starts it: main hands out ports, and owns the trainer's process. */
import { EventEmitter } from 'node:events';
import { pathToFileURL } from 'node:url';
import { MessageChannel } from 'node:worker_threads';
import type { MessagePort } from 'node:worker_threads';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AppContract } from '../../shared/contract/contract.ts';
import { connectContract } from '../../shared/rpc/client.ts';
import { eventPortTransport } from '../../shared/rpc/transports/message-port.ts';
import type { EventPort } from '../../shared/rpc/transports/message-port.ts';
import { serveLive } from '../../electron/backend/jobs/serve-live.ts';
import { loadTensors } from '../../electron/backend/native/load-tensorflow.ts';
import { buildEntry } from '../support/built-entry.ts';
import { newProject } from '../support/new-project.ts';
import { valueOf } from '../support/service-lines.ts';
import type { AppClient } from '../support/service-lines.ts';
import { useTempFolder } from '../support/temp-folder.ts';
import { writeToyPiece } from '../support/toy-piece.ts';

const temp = useTempFolder();

type ToMain = { readonly kind: 'start-trainer' | 'kill-trainer'; readonly id: number };

/** Main's side of parentPort. */
class FakeMain extends EventEmitter {
  readonly heard: ToMain[] = [];
  readonly ports: MessagePort[] = [];

  postMessage(message: ToMain): void {
    this.heard.push(message);
    if (message.kind === 'kill-trainer') {
      this.tell({ kind: 'trainer-ended', id: message.id });
      return;
    }
    const { port1, port2 } = new MessageChannel();
    this.ports.push(port1);
    serveLive(eventPortTransport(port1 as unknown as EventPort), () => loadTensors('cpu'));
    this.tell({ kind: 'trainer', id: message.id }, port2);
  }

  tell(data: unknown, port?: MessagePort): void {
    this.emit('message', { data, ports: port === undefined ? [] : [asMainPort(port)] });
  }

  openWindow(): AppClient {
    const { port1, port2 } = new MessageChannel();
    this.ports.push(port1);
    this.tell({ kind: 'window' }, port2);
    return connectContract<AppContract>(eventPortTransport(port1 as unknown as EventPort));
  }
}

/** As Electron's MessagePortMain: messages come as events. */
function asMainPort(port: MessagePort): object {
  return {
    postMessage: (message: unknown) => port.postMessage(message),
    on: (type: string, listener: (event: { readonly data: unknown }) => void) =>
      port.on(type as 'message', (data: unknown) => listener({ data })),
    start: () => port.start(),
  };
}

describe('the service as a utility process', () => {
  const main = new FakeMain();
  const host = process as unknown as { parentPort?: FakeMain };
  let entry: Awaited<ReturnType<typeof buildEntry>>;

  beforeAll(async () => {
    entry = await buildEntry('utility');
    host.parentPort = main;
    // Where the list of recent projects goes.
    process.env['HOME'] = temp('home');
    await import(pathToFileURL(entry.path).href);
  });
  afterAll(async () => {
    delete host.parentPort;
    for (const port of main.ports) port.close();
    await entry.remove();
  });

  it('[RP33] serves a window over the port that main sends, with a trainer that main starts and ends', async () => {
    const client = main.openWindow();
    const piece = await writeToyPiece(temp);
    const { project } = await newProject(client, temp('utility'), piece);
    expect(main.heard).toEqual([]);
    const stop = new AbortController();
    const trained = await client.call(
      'train',
      { project, from: 'scratch', name: null },
      { signal: stop.signal, onProgress: ({ phase }) => phase === 'train' && stop.abort() },
    );
    expect(trained).toMatchObject({ ok: false, error: { code: 'cancelled' } });
    expect(main.heard[0]).toEqual({ kind: 'start-trainer', id: 1 });
    main.tell({ kind: 'trainer-ended', id: 1 });
    const pending = client.call('train', { project, from: 'scratch', name: null });
    const second = main.openWindow();
    second.on('training.changed', () => main.tell({ kind: 'trainer-ended', id: 2 }));
    expect(await pending).toMatchObject({ ok: false, error: { code: 'lost' } });
    expect(main.heard.filter(({ kind }) => kind === 'start-trainer').map(({ id }) => id)).toEqual([1, 2]);
    valueOf(await client.call('project.close', { project }));
  });
});
