import type { Transport } from '../wire.ts';
import { TransportEnd } from './transport-end.ts';

/** A MessagePort of a browser, and of Node's MessageChannel. */
export type EventPort = {
  postMessage(message: unknown): void;
  addEventListener(type: string, listener: (event: { readonly data?: unknown }) => void): void;
  start?(): void;
};

/** Electron's MessagePortMain, and its parentPort, which needs no start and never closes. */
export type EmitterPort = {
  postMessage(message: unknown): void;
  on(type: 'message', listener: (event: { readonly data: unknown }) => void): unknown;
  on(type: 'close', listener: () => void): unknown;
  start?(): void;
};

export function eventPortTransport(port: EventPort): Transport {
  const end = new TransportEnd((message) => port.postMessage(message));
  port.addEventListener('message', (event) => end.receive(event.data));
  port.addEventListener('close', () => end.closed());
  port.start?.();
  return end;
}

export function emitterPortTransport(port: EmitterPort): Transport {
  const end = new TransportEnd((message) => port.postMessage(message));
  port.on('message', (event) => end.receive(event.data));
  port.on('close', () => end.closed());
  port.start?.();
  return end;
}
