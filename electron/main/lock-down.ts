/** What no page of the application may do, whatever it contains: leave it, open windows, ask for devices, use the network. */
import type { App, Session, WebContents } from 'electron';
import { appScheme, isOwnPage, parseAddress } from './app-address.ts';

/** Of the application itself, its developer tools, and what a page makes in its own memory. */
const ownProtocols: readonly string[] = [`${appScheme}:`, 'devtools:', 'blob:', 'data:'];
/** Copying a path as text, from a click. */
const granted: readonly string[] = ['clipboard-sanitized-write'];

export function isOwnRequest(url: string): boolean {
  const parsed = parseAddress(url);
  return parsed !== null && ownProtocols.includes(parsed.protocol);
}

export function isGranted(permission: string, asking: string): boolean {
  return granted.includes(permission) && isOwnPage(asking);
}

/** @param onBlocked told of what was asked for in vain, for the log */
export function lockSession(session: Session, onBlocked: (what: string) => void): void {
  session.webRequest.onBeforeRequest(({ url }, answer) => {
    const isOwn = isOwnRequest(url);
    if (!isOwn) onBlocked(`request ${url}`);
    answer({ cancel: !isOwn });
  });
  session.setPermissionRequestHandler((_contents, permission, answer, { requestingUrl }) => {
    const isAllowed = isGranted(permission, requestingUrl);
    if (!isAllowed) onBlocked(`permission ${permission}`);
    answer(isAllowed);
  });
  session.setPermissionCheckHandler((_contents, permission, origin) => isGranted(permission, origin));
  session.setDevicePermissionHandler(() => false);
  session.setDisplayMediaRequestHandler((_request, answer) => answer({}));
  session.setSpellCheckerEnabled(false);
  session.on('will-download', (event, item) => {
    // Files come out by dragging, and by the export; a page saves nothing by itself.
    if (!isOwnRequest(item.getURL())) event.preventDefault();
  });
}

export function lockContents(contents: WebContents, onBlocked: (what: string) => void): void {
  const refuse = (event: { preventDefault(): void; readonly url: string }): void => {
    if (isOwnPage(event.url) && parseAddress(event.url)?.pathname === '/') return;
    onBlocked(`navigation to ${event.url}`);
    event.preventDefault();
  };
  contents.on('will-navigate', refuse);
  contents.on('will-frame-navigate', refuse);
  contents.on('will-redirect', refuse);
  contents.on('will-attach-webview', (event) => {
    onBlocked('webview');
    event.preventDefault();
  });
  contents.setWindowOpenHandler(({ url }) => {
    onBlocked(`window ${url}`);
    return { action: 'deny' };
  });
}

/** Before the application is ready. */
export function lockApplication(app: App, onBlocked: (what: string) => void): void {
  app.enableSandbox();
  // No name resolves, so that even what has no session reaches nobody.
  app.commandLine.appendSwitch('host-resolver-rules', 'MAP * ~NOTFOUND');
  app.commandLine.appendSwitch('disable-background-networking');
  app.on('web-contents-created', (_event, contents) => lockContents(contents, onBlocked));
  app.on('login', (event) => event.preventDefault());
  app.on('select-client-certificate', (event) => event.preventDefault());
}
