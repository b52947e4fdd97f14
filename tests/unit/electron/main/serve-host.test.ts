import type { IpcMain } from 'electron';
import { describe, expect, it, vi } from 'vitest';
import { isTrustedSender, serveHost } from '../../../../electron/main/serve-host.ts';
import type { HostHandlers } from '../../../../electron/main/serve-host.ts';
import { hostShapes } from '../../../../shared/contract/host-shapes.ts';
import { ok } from '../../../../shared/std/result.ts';

type Frame = { readonly url: string; readonly parent: object | null } | null;
type Invoke = (event: { readonly senderFrame: Frame }, ...params: unknown[]) => Promise<unknown>;

const own = { url: 'app://divisi/', parent: null };

function serve(isWindow = true): {
  channels: Map<string, Invoke>;
  handlers: HostHandlers<string>;
  refused: string[];
} {
  const channels = new Map<string, Invoke>();
  const refused: string[] = [];
  const handlers: HostHandlers<string> = {
    connect: vi.fn(() => ok({ openPath: null })),
    report: vi.fn(() => ok(null)),
    choose: vi.fn(() => ok({ path: null })),
    open: vi.fn(() => ok(null)),
    reveal: vi.fn(() => ok(null)),
    drag: vi.fn(() => ok(null)),
    saved: vi.fn(() => ok(null)),
  };
  const ipc = { handle: (name: string, run: Invoke) => void channels.set(name, run) };
  serveHost(
    ipc as unknown as IpcMain,
    () => (isWindow ? 'window' : null),
    handlers,
    (what) => refused.push(what),
  );
  return { channels, handlers, refused };
}

describe('calls of pages', () => {
  it('[SE6] are believed from the own page in the main frame alone', async () => {
    const senders: readonly [Frame, boolean][] = [
      [own, true],
      [null, false],
      [{ ...own, parent: {} }, false],
      [{ url: 'https://example.com/', parent: null }, false],
      [{ url: 'app://divisi.example.com/', parent: null }, false],
      [{ url: 'app://other/', parent: null }, false],
      [{ url: 'file:///divisi/', parent: null }, false],
      [{ url: 'https://app://divisi/', parent: null }, false],
      [{ url: 'app://user@divisi/', parent: null }, false],
    ];
    const { channels, handlers, refused } = serve();
    for (const [frame, isTrusted] of senders) {
      expect(isTrustedSender({ senderFrame: frame } as never), String(frame?.url)).toBe(isTrusted);
      const asked = channels.get('divisi:connect')!({ senderFrame: frame }, {});
      if (isTrusted) await expect(asked).resolves.toMatchObject({ ok: true });
      else await expect(asked).rejects.toThrow(/Only the window/);
    }
    expect(handlers.connect).toHaveBeenCalledOnce();
    expect(refused).toHaveLength(senders.length - 1);
    const { channels: foreign } = serve(false);
    await expect(foreign.get('divisi:connect')!({ senderFrame: own }, {})).rejects.toThrow();
  });

  it('[SE7] have listed names and parameters of their shape', async () => {
    const { channels, handlers } = serve();
    expect([...channels.keys()].sort()).toEqual(
      Object.keys(hostShapes)
        .map((name) => `divisi:${name}`)
        .sort(),
    );
    const wrong: readonly [string, readonly unknown[]][] = [
      ['divisi:reveal', [{ resource: '/etc/passwd' }]],
      ['divisi:reveal', [{ resource: '/resources/p/exports/x', more: 1 }]],
      ['divisi:reveal', []],
      ['divisi:reveal', [{ resource: '/resources/p/exports/x' }, 2]],
      ['divisi:drag', [{ resources: [] }]],
      ['divisi:choose', [{ purpose: 'anything', name: '' }]],
      ['divisi:report', [{ project: null, isEdited: false, commands: [{ id: '../x' }] }]],
      ['divisi:saved', [{ order: -1, failure: null }]],
    ];
    for (const [name, params] of wrong) {
      const answer = await channels.get(name)!({ senderFrame: own }, ...params);
      expect(answer, name).toMatchObject({ ok: false, error: { code: 'bad-request' } });
    }
    for (const name of ['reveal', 'drag', 'choose', 'report', 'saved'] as const)
      expect(handlers[name]).not.toHaveBeenCalled();
  });
});
