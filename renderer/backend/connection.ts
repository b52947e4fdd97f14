/** The way to the service from a browser page: a WebSocket, back where the page came from. */
import { divisiError } from '../../shared/contract/errors.ts';
import type { AppContract } from '../../shared/contract/contract.ts';
import { connectContract } from '../../shared/rpc/client.ts';
import type { Client } from '../../shared/rpc/client.ts';
import { webSocketTransport } from '../../shared/rpc/transports/web-socket.ts';
import { err, ok } from '../../shared/std/result.ts';
import type { Result } from '../../shared/std/result.ts';

export type AppClient = Client<AppContract>;

export function connect(): Promise<Result<AppClient>> {
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
