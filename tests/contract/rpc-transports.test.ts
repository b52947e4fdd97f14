/** One suite over every transport: what holds in memory holds across processes and over a network. */
import { MessageChannel } from 'node:worker_threads';
import type { WebSocket } from 'ws';
import { afterEach, describe, expect, it } from 'vitest';
import { startLoopbackServer } from '../../electron/backend/loopback/loopback-server.ts';
import { divisiError } from '../../shared/contract/errors.ts';
import { connectContract } from '../../shared/rpc/client.ts';
import type { Client } from '../../shared/rpc/client.ts';
import type { Handlers } from '../../shared/rpc/declaration.ts';
import { serveContract } from '../../shared/rpc/server.ts';
import type { Served } from '../../shared/rpc/server.ts';
import { memoryTransports } from '../../shared/rpc/transports/memory.ts';
import { emitterPortTransport, eventPortTransport } from '../../shared/rpc/transports/message-port.ts';
import type { EmitterPort, EventPort } from '../../shared/rpc/transports/message-port.ts';
import { webSocketTransport } from '../../shared/rpc/transports/web-socket.ts';
import type { Transport } from '../../shared/rpc/wire.ts';
import { err, ok } from '../../shared/std/result.ts';
import { openSession } from '../support/loopback-session.ts';
import { nodePlatform } from '../support/rpc-fixtures.ts';
import type { ToyContract } from '../support/rpc-fixtures.ts';

type Line = { readonly near: Transport; readonly far: Transport; cut(): void; close(): Promise<void> };

const lines: Readonly<Record<string, () => Promise<Line>>> = {
  memory() {
    const pair = memoryTransports({ clone: structuredClone, defer: queueMicrotask });
    const [near, far] = pair.ends;
    return Promise.resolve({ near, far, cut: () => pair.close(), close: () => Promise.resolve() });
  },
  'message port'() {
    const { port1, port2 } = new MessageChannel();
    const [near, far] = [eventPortTransport(asEvents(port1)), eventPortTransport(asEvents(port2))];
    return Promise.resolve({
      near,
      far,
      cut: () => port2.close(),
      close() {
        port1.close();
        return Promise.resolve();
      },
    });
  },
  "Electron's message port"() {
    const { port1, port2 } = new MessageChannel();
    const asMain: EmitterPort = {
      postMessage: (message) => port2.postMessage(message),
      on: (type: string, listener: (event: { readonly data: unknown }) => void) =>
        port2.on(type as 'message', (data: unknown) => listener({ data })),
      start: () => port2.start(),
    };
    return Promise.resolve({
      near: eventPortTransport(asEvents(port1)),
      far: emitterPortTransport(asMain),
      cut: () => port2.close(),
      close() {
        port1.close();
        return Promise.resolve();
      },
    });
  },
  async 'loopback WebSocket'() {
    let accept: (far: Transport) => void = () => {};
    const accepted = new Promise<Transport>((resolve) => (accept = resolve));
    const server = await startLoopbackServer({
      routes: [],
      onConnection: (transport) => accept(transport),
      onFault: (cause) => {
        throw cause;
      },
    });
    const { socket } = await openSession(server);
    const webSocket: WebSocket = await socket();
    return {
      near: webSocketTransport(webSocket),
      far: await accepted,
      cut: () => void server.close(),
      close: () => server.close(),
    };
  },
};

const faults: unknown[] = [];

function serveToy(far: Transport, started: (signal: AbortSignal) => void): Served<ToyContract> {
  const handlers: Handlers<ToyContract, AbortSignal> = {
    echo: ({ value }) => ok({ value }),
    fail: ({ path }) => err(divisiError('file-missing', `There is no "${path}".`, { path })),
    broken() {
      throw new RangeError('expected [N, 128], got [N, 88]');
    },
    count({ to }, { report }) {
      for (let done = 1; done <= to; done++) report({ done });
      return Promise.resolve(ok({ counted: to }));
    },
    wait: (_, { signal, report }) =>
      new Promise((_resolve, reject) => {
        report({ state: 'waiting' });
        signal.addEventListener('abort', () => reject(new Error('aborted')));
        started(signal);
      }),
  };
  return serveContract<ToyContract, AbortSignal>(far, handlers, {
    platform: nodePlatform,
    check: (_, params) =>
      typeof params === 'object' && params !== null
        ? ok(params)
        : err(divisiError('bad-request', 'expected an object')),
    onFault: (_, cause) => faults.push(cause),
  });
}

describe.each(Object.keys(lines))('over %s', (name) => {
  let line: Line | null = null;
  afterEach(async () => {
    await line?.close();
    faults.length = 0;
  });

  async function open(started: (signal: AbortSignal) => void = () => {}): Promise<{
    client: Client<ToyContract>;
    served: Served<ToyContract>;
    line: Line;
  }> {
    line = await lines[name]!();
    return { client: connectContract<ToyContract>(line.near), served: serveToy(line.far, started), line };
  }

  it('[RP4] answers every call once, each its own', async () => {
    const { client } = await open();
    const value = { text: 'Übung "♯" \u2028', list: [1, -0.5, 1e-300, null, true], nested: { a: {} } };
    expect(await client.call('echo', { value })).toEqual(ok({ value }));
    const many = await Promise.all(
      Array.from({ length: 200 }, (_, index) => client.call('echo', { value: index })),
    );
    expect(many).toEqual(Array.from({ length: 200 }, (_, index) => ok({ value: index })));
  });

  it('[RP4] a large message arrives whole', async () => {
    const { client } = await open();
    const value = Array.from({ length: 10_000 }, (_, id) => ({ id: `t1n${id}`, onsetSec: id / 7 }));
    expect(await client.call('echo', { value })).toEqual(ok({ value }));
  });

  it('[RP6] failures come as values, with code and data', async () => {
    const { client } = await open();
    const failed = await client.call('fail', { path: '/none' });
    expect(failed).toEqual(err(divisiError('file-missing', 'There is no "/none".', { path: '/none' })));
    expect(faults).toEqual([]);
  });

  it('[RP6] what a handler throws is a fault, told to both sides; the connection lives on', async () => {
    const { client } = await open();
    const broken = await client.call('broken', {});
    expect(broken).toMatchObject({ ok: false, error: { code: 'fault' } });
    expect(faults).toHaveLength(1);
    expect(await client.call('echo', { value: 1 })).toEqual(ok({ value: 1 }));
  });

  it('[RP7] unknown calls, inherited names and wrong parameters are refused', async () => {
    const { client } = await open();
    for (const name of ['nothing', 'toString', '__proto__', 'constructor']) {
      const refused = await client.call(name as 'echo', { value: 0 });
      expect(refused).toMatchObject({ ok: false, error: { code: 'bad-request' } });
    }
    const wrong = await client.call('echo', 7 as never);
    expect(wrong).toMatchObject({ ok: false, error: { code: 'bad-request' } });
  });

  it('[RP5] progress comes before the end, the latest last', async () => {
    const { client } = await open();
    const seen: number[] = [];
    const counted = await client.call('count', { to: 1000 }, { onProgress: ({ done }) => seen.push(done) });
    expect(counted).toEqual(ok({ counted: 1000 }));
    // At most one in fifty milliseconds: two, unless other work holds this process up.
    expect([seen[0], seen.at(-1)]).toEqual([1, 1000]);
    expect(seen).toEqual([...seen].sort((a, b) => a - b));
    expect(seen.length).toBeLessThan(100);
  });

  it('[RP8] a cancelled call ends with cancelled, others go on', async () => {
    const { client } = await open();
    const stop = new AbortController();
    const other = client.call('count', { to: 3 });
    const cut = await client.call('wait', {}, { signal: stop.signal, onProgress: () => stop.abort() });
    expect(cut).toMatchObject({ ok: false, error: { code: 'cancelled' } });
    expect(await other).toEqual(ok({ counted: 3 }));
    expect(faults).toEqual([]);
    const late = await client.call('echo', { value: 1 }, { signal: stop.signal });
    expect(late).toMatchObject({ ok: false, error: { code: 'cancelled' } });
  });

  it('[RP9] when the other side is gone, pending and later calls end with lost', async () => {
    let running: AbortSignal | null = null;
    let begin: () => void = () => {};
    const begun = new Promise<void>((resolve) => (begin = resolve));
    const opened = await open((signal) => {
      running = signal;
      begin();
    });
    const { client } = opened;
    const lost = new Promise<void>((resolve) => client.onLost(resolve));
    const pending = client.call('wait', {});
    await begun;
    opened.line.cut();
    expect(await pending).toMatchObject({ ok: false, error: { code: 'lost' } });
    await lost;
    expect(client.isLost).toBe(true);
    expect(await client.call('echo', { value: 1 })).toMatchObject({ ok: false, error: { code: 'lost' } });
    await aborted(running!);
    expect(faults).toEqual([]);
  });

  it('[RP10] events reach their listeners in order, until they are taken away', async () => {
    const { client, served } = await open();
    const revisions: number[] = [];
    const off = client.on('changed', ({ revision }) => revisions.push(revision));
    served.emit('changed', { revision: 1 });
    served.emit('changed', { revision: 2 });
    await client.call('echo', { value: 0 });
    off();
    served.emit('changed', { revision: 3 });
    await client.call('echo', { value: 0 });
    expect(revisions).toEqual([1, 2]);
  });
});

/** Node's ports are event targets, too, as those of browsers; only their types do not say so. */
function asEvents(port: unknown): EventPort {
  return port as EventPort;
}

function aborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve()));
}
