/**
 * The way to the service: in the desktop application a port that its main process gives, in a browser a WebSocket,
 * back where the page came from.
 */
import { divisiError } from '../../shared/contract/errors.ts';
import type { AppContract } from '../../shared/contract/contract.ts';
import { connectContract } from '../../shared/rpc/client.ts';
import type { Client } from '../../shared/rpc/client.ts';
import { eventPortTransport } from '../../shared/rpc/transports/message-port.ts';
import { webSocketTransport } from '../../shared/rpc/transports/web-socket.ts';
import { err, ok } from '../../shared/std/result.ts';
import type { Result } from '../../shared/std/result.ts';
import type { HostWelcome } from '../../shared/contract/host-contract.ts';
import { host, servicePort } from './host.ts';

export type AppClient = Client<AppContract>;

/** `welcome` is what the application says; null in a browser. */
export type Connection = { readonly client: AppClient; readonly welcome: HostWelcome | null };

export async function connect(): Promise<Result<Connection>> {
  if (host === null) {
    const connected = await connectSocket();
    return connected.ok ? ok({ client: connected.value, welcome: null }) : connected;
  }
  const connected = await servicePort(host);
  if (!connected.ok) return connected;
  const { port, welcome } = connected.value;
  return ok({ client: connectContract<AppContract>(eventPortTransport(port)), welcome });
}

function connectSocket(): Promise<Result<AppClient>> {
  const socket = new WebSocket(`ws://${location.host}/rpc`);
  return new Promise((resolve) => {
    const refuse = (): void =>
      resolve(err(divisiError('lost', 'The engine does not answer; it may have been closed.')));
    socket.addEventListener('error', refuse, { once: true });
    socket.addEventListener('close', refuse, { once: true });
    socket.addEventListener(
      'open',
      () => resolve(ok(connectContract<AppContract>(webSocketTransport(socket)))),
      { once: true },
    );
  });
}

/** Where a resource that the service named is read. */
export function resourceUrl(resource: string): string {
  return new URL(resource.replace(/^\/*/, '/'), location.origin).href;
}
