/** What a browser does with a loopback server: opens its address, keeps the cookie, connects. */
import { WebSocket } from 'ws';
import type { LoopbackServer } from '../../electron/backend/loopback/loopback-server.ts';

export type LoopbackSession = {
  readonly origin: string;
  readonly cookie: string;
  /** GET unless `init` says otherwise, with the cookie and the page's Origin. */
  readonly get: (path: string, init?: RequestInit) => Promise<Response>;
  readonly socket: () => Promise<WebSocket>;
};

export function openSession(server: LoopbackServer): Promise<LoopbackSession> {
  return sessionAt(server.createAddress(), server.port);
}

/** Of a server in another process. */
export async function sessionAt(address: string, port: number): Promise<LoopbackSession> {
  const origin = `http://127.0.0.1:${port}`;
  const entered = await fetch(address, { redirect: 'manual' });
  const cookie = (entered.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
  const headers = { cookie, origin };
  return {
    origin,
    cookie,
    get: (path, init = {}) =>
      fetch(`${origin}${path}`, { ...init, headers: { ...headers, ...(init.headers as object) } }),
    socket: () => connect(port, { cookie, origin }),
  };
}

/** Rejects when the server refuses. */
export function connect(port: number, headers: Readonly<Record<string, string>>): Promise<WebSocket> {
  const socket = new WebSocket(`ws://127.0.0.1:${port}/rpc`, { headers });
  return new Promise((resolve, reject) => {
    socket.once('open', () => resolve(socket));
    socket.once('error', reject);
  });
}
