/**
 * The service for windows that are browser pages: HTTP and WebSocket on 127.0.0.1, on a random port, for
 * whoever has the token. A reload and a lost connection come back with the cookie.
 */
import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import type { WebSocket } from 'ws';
import { webSocketTransport } from '../../../shared/rpc/transports/web-socket.ts';
import type { Transport } from '../../../shared/rpc/wire.ts';
import { SessionGate } from './session-gate.ts';

/** Requests with a session. @returns false for a path that is not its own, which gets 404 */
export type HttpRoute = (asked: IncomingMessage, answer: ServerResponse, url: URL) => Promise<boolean>;

export type LoopbackOptions = {
  /** Tried in this order. */
  readonly routes: readonly HttpRoute[];
  onConnection(transport: Transport): void;
  /** A fault of the program. */
  onFault(cause: unknown): void;
};

export type LoopbackServer = {
  readonly port: number;
  /** An address that lets one browser in, once. */
  createAddress(): string;
  /** Ends all connections. */
  close(): Promise<void>;
};

/** Inwards only: the largest message is a patch of some ten thousand notes. */
const largestMessageBytes = 16 * 2 ** 20;
const idleMs = 10 * 60_000;

const commonHeaders = {
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Cross-Origin-Opener-Policy': 'same-origin',
};

export async function startLoopbackServer(options: LoopbackOptions): Promise<LoopbackServer> {
  const server = createServer();
  // A client may use a connection again at the very moment at which it is closed for idleness; here idleness costs nothing.
  server.keepAliveTimeout = idleMs;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  const gate = new SessionGate(port);
  const sockets = new WebSocketServer({ noServer: true, maxPayload: largestMessageBytes });
  server.on('request', (asked, answer) => {
    answerRequest(asked, answer, gate, options.routes).catch((cause: unknown) => {
      options.onFault(cause);
      if (answer.headersSent) answer.destroy();
      else refuse(answer, 500, 'A fault of Divisi.');
    });
  });
  server.on('upgrade', (asked, socket, head) => {
    const isAllowed =
      asked.url === '/rpc' && gate.isOwnPage(asked.headers, true) && gate.hasSession(asked.headers);
    if (!isAllowed) return refuseUpgrade(socket);
    sockets.handleUpgrade(asked, socket, head, (webSocket: WebSocket) => {
      // Without a listener, an error of one connection would end the process; 'close' follows it.
      webSocket.on('error', () => {});
      options.onConnection(webSocketTransport(webSocket));
    });
  });
  return {
    port,
    createAddress: () => `http://127.0.0.1:${port}/?token=${gate.createToken()}`,
    close: () => closeAll(server, sockets),
  };
}

async function answerRequest(
  asked: IncomingMessage,
  answer: ServerResponse,
  gate: SessionGate,
  routes: readonly HttpRoute[],
): Promise<void> {
  for (const [name, value] of Object.entries(commonHeaders)) answer.setHeader(name, value);
  const url = urlOf(asked.url ?? '');
  if (url === null) return refuse(answer, 400, 'Not an address.');
  if (!gate.isOwnPage(asked.headers, asked.method !== 'GET' && asked.method !== 'HEAD')) {
    return refuse(answer, 403, 'This address belongs to another page.');
  }
  const token = url.pathname === '/' ? url.searchParams.get('token') : null;
  const cookie = token === null ? null : gate.redeem(token);
  if (cookie !== null) {
    answer.writeHead(303, { 'Set-Cookie': cookie, Location: '/', 'Cache-Control': 'no-store' }).end();
    return;
  }
  if (!gate.hasSession(asked.headers)) {
    return refuse(answer, 403, 'This address was used before. Start Divisi again for a new one.');
  }
  for (const route of routes) {
    if (await route(asked, answer, url)) return;
  }
  refuse(answer, 404, 'There is nothing here.');
}

function refuse(answer: ServerResponse, status: number, text: string): void {
  answer.writeHead(status, { 'Content-Type': 'text/plain; charset=utf-8', Connection: 'close' }).end(text);
}

function refuseUpgrade(socket: Duplex): void {
  socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
}

async function closeAll(server: Server, sockets: WebSocketServer): Promise<void> {
  for (const client of sockets.clients) client.terminate();
  sockets.close();
  const closed = new Promise((resolve) => server.close(resolve));
  server.closeAllConnections();
  await closed;
}

function urlOf(text: string): URL | null {
  try {
    return new URL(text, 'http://127.0.0.1');
  } catch {
    return null;
  }
}
