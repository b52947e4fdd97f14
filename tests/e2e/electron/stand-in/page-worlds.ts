/**
 * Code of the stand-in that runs within pages, in the two worlds that Electron keeps apart: that of the page's own
 * scripts, and the isolated one of the preload. Both see the same DOM, whose events copy what crosses; functions are
 * called across by their numbers. Each function here is sent as text, and stands alone.
 */

export const bindingName = '__standInSend';

/** What the isolated world tells the stand-in. */
export type FromPage =
  | {
      readonly kind: 'invoke';
      readonly id: number;
      readonly channel: string;
      readonly args: readonly unknown[];
    }
  | { readonly kind: 'port'; readonly id: number; readonly data: unknown };

/** What the stand-in tells the isolated world. */
export type ToPage =
  | { readonly kind: 'result'; readonly id: number; readonly value?: unknown; readonly failure?: string }
  | {
      readonly kind: 'send';
      readonly channel: string;
      readonly args: readonly unknown[];
      readonly ports: readonly number[];
    }
  | { readonly kind: 'port'; readonly id: number; readonly data: unknown }
  | { readonly kind: 'port-close'; readonly id: number };

/** What passes between the two worlds. */
type Crossing = {
  readonly tell: (name: string, detail: unknown) => void;
  readonly hear: (name: string, listener: (detail: never) => void) => void;
};

export function crossing(): Crossing {
  return {
    tell: (name, detail) => void document.dispatchEvent(new CustomEvent(`stand-in-${name}`, { detail })),
    hear: (name, listener) =>
      document.addEventListener(`stand-in-${name}`, (event) =>
        listener((event as CustomEvent).detail as never),
      ),
  };
}

/** The page's side of the context bridge: an object whose functions call into the isolated world. */
export function pageWorld({ tell, hear }: Crossing): void {
  type Described = Readonly<Record<string, { readonly value?: unknown; readonly isFunction: boolean }>>;
  const callbacks = new Map<number, (...args: unknown[]) => unknown>();
  const waiting = new Map<number, { resolve(value: unknown): void; reject(cause: unknown): void }>();
  let answer: { ok: boolean; value?: unknown; isPromise?: boolean } | null = null;
  let calls = 0;

  const callOver = (key: string, name: string, args: readonly unknown[]): unknown => {
    const call = ++calls;
    answer = null;
    const encoded = args.map((arg) => {
      if (typeof arg !== 'function') return { value: arg };
      callbacks.set(++calls, arg as (...args: unknown[]) => unknown);
      return { callback: calls };
    });
    tell('call', { call, key, name, args: encoded });
    const got = answer as { ok: boolean; value?: unknown; isPromise?: boolean } | null;
    if (got === null) throw new Error('The preload did not answer.');
    if (!got.ok) throw new Error(String(got.value));
    if (got.isPromise !== true) return got.value;
    return new Promise((resolve, reject) => waiting.set(call, { resolve, reject }));
  };
  hear('answer', (detail: { ok: boolean; value?: unknown; isPromise?: boolean }) => (answer = detail));
  hear('settled', ({ call, ok, value }: { call: number; ok: boolean; value?: unknown }) => {
    if (ok) waiting.get(call)?.resolve(value);
    else waiting.get(call)?.reject(new Error(String(value)));
    waiting.delete(call);
  });
  hear('callback', ({ id, args }: { id: number; args: unknown[] }) => void callbacks.get(id)?.(...args));
  hear('expose', ({ key, described }: { key: string; described: Described }) => {
    const api = Object.fromEntries(
      Object.entries(described).map(([name, { value, isFunction }]) => [
        name,
        isFunction ? (...args: unknown[]) => callOver(key, name, args) : value,
      ]),
    );
    Object.defineProperty(window, key, { value: Object.freeze(api), enumerable: true });
  });
  // Whichever world began first.
  tell('ready', null);
}

/** The isolated world: the part of `electron` that a sandboxed preload has. Wrapped around the preload's text. */
export function isolatedWorld(
  { tell, hear }: Crossing,
  bindingName: string,
  platform: string,
  preload: (require: unknown, process: unknown) => void,
): void {
  type Listener = (event: { ports: readonly MessagePort[] }, ...args: unknown[]) => void;
  type World = { [name: string]: unknown };
  const world = globalThis as unknown as World;
  const send = (message: unknown): void =>
    (world[bindingName] as (text: string) => void)(JSON.stringify(message));
  const listeners = new Map<string, Listener[]>();
  const pending = new Map<number, { resolve(value: unknown): void; reject(cause: unknown): void }>();
  const ports = new Map<number, MessagePort>();
  const exposed = new Map<string, Record<string, unknown>>();
  let count = 0;

  const expose = (key: string, api: Record<string, unknown>): void => {
    const described = Object.fromEntries(
      Object.entries(api).map(([name, value]) =>
        typeof value === 'function' ? [name, { isFunction: true }] : [name, { value, isFunction: false }],
      ),
    );
    tell('expose', { key, described });
  };
  hear('ready', () => {
    for (const [key, api] of exposed) expose(key, api);
  });
  hear(
    'call',
    ({
      call,
      key,
      name,
      args,
    }: {
      call: number;
      key: string;
      name: string;
      args: { value?: unknown; callback?: number }[];
    }) => {
      try {
        const decoded = args.map(({ value, callback }) =>
          callback === undefined
            ? value
            : (...given: unknown[]) => tell('callback', { id: callback, args: given }),
        );
        const value = (exposed.get(key)?.[name] as (...args: unknown[]) => unknown)(...decoded);
        if (!(value instanceof Promise)) return tell('answer', { ok: true, value });
        tell('answer', { ok: true, isPromise: true });
        value.then(
          (settled: unknown) => tell('settled', { call, ok: true, value: settled }),
          (cause: unknown) => tell('settled', { call, ok: false, value: String(cause) }),
        );
      } catch (cause) {
        tell('answer', { ok: false, value: String(cause) });
      }
    },
  );

  const openPort = (id: number): MessagePort => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }: MessageEvent<unknown>) => send({ kind: 'port', id, data });
    ports.set(id, port1);
    return port2;
  };
  world['__standInReceive'] = (message: ToPage): void => {
    if (message.kind === 'result') {
      const call = pending.get(message.id);
      pending.delete(message.id);
      if (message.failure === undefined) call?.resolve(message.value);
      else call?.reject(new Error(message.failure));
    } else if (message.kind === 'send') {
      const opened = message.ports.map(openPort);
      for (const listener of listeners.get(message.channel) ?? [])
        listener({ ports: opened }, ...message.args);
    } else if (message.kind === 'port') ports.get(message.id)?.postMessage(message.data);
    else ports.get(message.id)?.close();
  };

  const electron = {
    contextBridge: {
      exposeInMainWorld(key: string, api: Record<string, unknown>): void {
        exposed.set(key, api);
        expose(key, api);
      },
    },
    ipcRenderer: {
      invoke: (channel: string, ...args: unknown[]) =>
        new Promise((resolve, reject) => {
          const id = ++count;
          pending.set(id, { resolve, reject });
          send({ kind: 'invoke', id, channel, args });
        }),
      on(channel: string, listener: Listener) {
        listeners.set(channel, [...(listeners.get(channel) ?? []), listener]);
        return electron.ipcRenderer;
      },
    },
    webUtils: {
      // A page's own world knows no paths: the stand-in was told which files are about to be dropped.
      getPathForFile: (file: File) =>
        ((world['__standInPaths'] ?? {}) as Record<string, string>)[`${file.name}|${file.size}`] ?? '',
    },
  };
  preload(
    (name: string) => {
      if (name !== 'electron') throw new Error(`module not found: ${name}`);
      return electron;
    },
    { platform },
  );
}
