import type { Transport } from '../wire.ts';
import { TransportEnd } from './transport-end.ts';

/** A browser's WebSocket, and that of the package ws. */
export type SocketLike = {
  readonly readyState: number;
  send(text: string): void;
  addEventListener(type: 'message', listener: (event: { readonly data: unknown }) => void): void;
  addEventListener(type: 'close', listener: () => void): void;
};

const openState = 1;
const closingState = 2;

/** One message is one text frame of JSON. @param socket open; what is sent before that is dropped */
export function webSocketTransport(socket: SocketLike): Transport {
  const end = new TransportEnd((message) => {
    if (socket.readyState === openState) socket.send(JSON.stringify(message));
  });
  socket.addEventListener('message', ({ data }) => end.receive(parseText(data)));
  socket.addEventListener('close', () => end.closed());
  if (socket.readyState >= closingState) end.closed();
  return end;
}

function parseText(data: unknown): unknown {
  if (typeof data !== 'string') return null;
  try {
    return JSON.parse(data);
  } catch {
    return null;
  }
}
