/** The desktop application around the page, where there is one: what a browser page cannot do by itself. */
import { hostName, hostPortMessage } from '../../shared/contract/host-contract.ts';
import type { HostWelcome, WindowHost } from '../../shared/contract/host-contract.ts';
import { ok } from '../../shared/std/result.ts';
import type { Result } from '../../shared/std/result.ts';

export const host: WindowHost<File> | null =
  (globalThis as { readonly [hostName]?: WindowHost<File> })[hostName] ?? null;

let current: MessagePort | null = null;

host?.onOrder(({ kind }) => {
  // Ports of pages do not close by themselves when the other side dies.
  if (kind === 'lost') current?.dispatchEvent(new Event('close'));
});

/** Waits until there is a service. Fails with 'lost' where there will be none. */
export async function servicePort(
  from: WindowHost<File>,
): Promise<Result<{ readonly port: MessagePort; readonly welcome: HostWelcome }>> {
  // It may come before the answer.
  const stop = new AbortController();
  const coming = new Promise<MessagePort>((resolve) => {
    const listen = ({ data, ports: [port], source }: MessageEvent<unknown>): void => {
      if (source === window && data === hostPortMessage && port !== undefined) resolve(port);
    };
    window.addEventListener('message', listen, { signal: stop.signal });
  });
  const welcome = await from.call('connect', {});
  if (!welcome.ok) {
    stop.abort();
    return welcome;
  }
  const port = await coming;
  stop.abort();
  current = port;
  return ok({ port, welcome: welcome.value });
}

/** A project's folder that a person picks; null when they do not, and in a browser. */
export async function chooseProject(): Promise<string | null> {
  const chosen = await host?.call('choose', { purpose: 'open', name: '' });
  return chosen?.ok === true ? chosen.value.path : null;
}

/** Where a chosen file lies; null in a browser, and for files that lie nowhere. */
export function pathOfFile(file: File): string | null {
  const path = host?.pathOf(file) ?? '';
  return path === '' ? null : path;
}
