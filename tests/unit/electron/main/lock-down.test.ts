import { EventEmitter } from 'node:events';
import type { App, Session, WebContents } from 'electron';
import { describe, expect, it, vi } from 'vitest';
import {
  isGranted,
  isOwnRequest,
  lockApplication,
  lockContents,
  lockSession,
} from '../../../../electron/main/lock-down.ts';

type Answer = (value: unknown) => void;

/** Keeps what was set. */
function fakeSession(): {
  session: Session;
  set: Record<string, (...args: never[]) => unknown>;
  spelling: unknown[];
} {
  const set: Record<string, (...args: never[]) => unknown> = {};
  const spelling: unknown[] = [];
  const keep = (name: string) => (handler: (...args: never[]) => unknown) => void (set[name] = handler);
  const session = {
    webRequest: { onBeforeRequest: keep('request') },
    setPermissionRequestHandler: keep('permission'),
    setPermissionCheckHandler: keep('check'),
    setDevicePermissionHandler: keep('device'),
    setDisplayMediaRequestHandler: keep('display'),
    setSpellCheckerEnabled: (isOn: boolean) => void spelling.push(isOn),
    on: (_name: string, handler: (...args: never[]) => unknown) => void (set['download'] = handler),
  };
  return { session: session as unknown as Session, set, spelling };
}

describe('the session', () => {
  it('[SE8] lets out nothing but the application’s own', () => {
    for (const url of ['app://divisi/', 'devtools://devtools/x.js', 'blob:app://divisi/1', 'data:,x'])
      expect(isOwnRequest(url), url).toBe(true);
    for (const url of [
      'https://example.com/',
      'http://127.0.0.1/',
      'ws://localhost/',
      'file:///etc/passwd',
      'ftp://x/',
      'chrome://settings',
      'nonsense',
    ])
      expect(isOwnRequest(url), url).toBe(false);
    const { session, set, spelling } = fakeSession();
    const blocked = vi.fn();
    lockSession(session, blocked);
    const answers: unknown[] = [];
    const ask = set['request'] as unknown as (details: { url: string }, answer: Answer) => void;
    ask({ url: 'app://divisi/x.js' }, (value) => answers.push(value));
    ask({ url: 'https://example.com/x.js' }, (value) => answers.push(value));
    expect(answers).toEqual([{ cancel: false }, { cancel: true }]);
    expect(blocked).toHaveBeenCalledExactlyOnceWith('request https://example.com/x.js');
    expect(spelling).toEqual([false]);
  });

  it('[SE4] grants copying text to the own page, and nothing else to anybody', () => {
    expect(isGranted('clipboard-sanitized-write', 'app://divisi/')).toBe(true);
    expect(isGranted('clipboard-sanitized-write', 'https://example.com/')).toBe(false);
    for (const name of [
      'media',
      'geolocation',
      'notifications',
      'clipboard-read',
      'openExternal',
      'fullscreen',
      'hid',
    ])
      expect(isGranted(name, 'app://divisi/'), name).toBe(false);
    const { session, set } = fakeSession();
    lockSession(session, () => {});
    const answers: unknown[] = [];
    const ask = set['permission'] as unknown as (
      contents: null,
      permission: string,
      answer: Answer,
      details: { requestingUrl: string },
    ) => void;
    ask(null, 'media', (value) => answers.push(value), { requestingUrl: 'app://divisi/' });
    ask(null, 'clipboard-sanitized-write', (value) => answers.push(value), {
      requestingUrl: 'app://divisi/',
    });
    expect(answers).toEqual([false, true]);
    const check = set['check'] as unknown as (contents: null, permission: string, origin: string) => boolean;
    expect(check(null, 'media', 'app://divisi')).toBe(false);
    expect((set['device'] as () => boolean)()).toBe(false);
    const shown: unknown[] = [];
    (set['display'] as unknown as (request: object, answer: Answer) => void)({}, (value) =>
      shown.push(value),
    );
    expect(shown).toEqual([{}]);
  });
});

describe('what a window shows', () => {
  it('[SE5] stays its own page, opens no windows and takes no web views', () => {
    const contents = new EventEmitter() as EventEmitter & { setWindowOpenHandler(handler: unknown): void };
    let open: (details: { url: string }) => { action: string } = () => ({ action: 'allow' });
    contents.setWindowOpenHandler = (handler) => void (open = handler as typeof open);
    const blocked = vi.fn();
    lockContents(contents as unknown as WebContents, blocked);
    const prevented = (name: string, url: string): boolean => {
      const event = { url, preventDefault: vi.fn() };
      contents.emit(name, event);
      return event.preventDefault.mock.calls.length > 0;
    };
    for (const name of ['will-navigate', 'will-frame-navigate', 'will-redirect']) {
      expect(prevented(name, 'https://example.com/')).toBe(true);
      expect(prevented(name, 'app://other/')).toBe(true);
      expect(prevented(name, 'app://divisi/resources/p1/exports/page.html')).toBe(true);
      expect(prevented(name, 'file:///tmp/dropped.html')).toBe(true);
      // Loading anew.
      expect(prevented(name, 'app://divisi/')).toBe(false);
    }
    expect(prevented('will-attach-webview', '')).toBe(true);
    expect(open({ url: 'app://divisi/' })).toEqual({ action: 'deny' });
    expect(blocked).toHaveBeenCalledWith('window app://divisi/');
  });

  it('[SE8] no name resolves, and every page of the application is locked', () => {
    const app = new EventEmitter() as EventEmitter & { enableSandbox(): void; commandLine: object };
    const switches: string[] = [];
    const sandbox = vi.fn();
    app.enableSandbox = sandbox;
    app.commandLine = {
      appendSwitch: (name: string, value?: string) => void switches.push(`${name}=${value ?? ''}`),
    };
    lockApplication(app as unknown as App, () => {});
    expect(sandbox).toHaveBeenCalledOnce();
    expect(switches).toContain('host-resolver-rules=MAP * ~NOTFOUND');
    const contents = Object.assign(new EventEmitter(), { setWindowOpenHandler: vi.fn() });
    app.emit('web-contents-created', {}, contents);
    expect(contents.setWindowOpenHandler).toHaveBeenCalledOnce();
  });
});
