/** The desktop application's first step: locks itself down, becomes the only one, then opens its windows. */
import { app, crashReporter, ipcMain, protocol, session } from 'electron';
import { appScheme } from './app-address.ts';
import { actOn } from './act-on.ts';
import { appProtocol } from './app-protocol.ts';
import { Application } from './application.ts';
import { bundleLayout } from './bundle-layout.ts';
import { hostHandlers } from './host-handlers.ts';
import { lockApplication, lockSession } from './lock-down.ts';
import { openLog } from './log-file.ts';
import { checkNatives } from './check-natives.ts';
import { commandOf, startCommand } from './command-line.ts';
import { ownArguments, pathsOf } from './open-requests.ts';
import { serveHost } from './serve-host.ts';
import { texts } from './texts.ts';

// Written beside all else of this bundle, which is CommonJS.
const layout = bundleLayout(__dirname);

app.setName(texts.name);
// Reports of crashes stay in a folder of this machine.
crashReporter.start({ uploadToServer: false, compress: true });
const log = openLog(app.getPath('logs'), () => new Date().toISOString());
const onBlocked = (what: string): void => log.write('blocked', what);
lockApplication(app, onBlocked);
protocol.registerSchemesAsPrivileged([
  { scheme: appScheme, privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true } },
]);

const ownFile = app.isPackaged ? null : __filename;
const args = ownArguments(process.argv, ownFile);
const command = commandOf(args);
const paths: string[] = [...pathsOf(args, process.cwd())];
let application: Application | null = null;
const open = (path: string): void => {
  if (application === null) paths.push(path);
  else application.open(path);
};

const mayTrain = checkNatives({
  bundleFolder: __dirname,
  appFolder: app.getAppPath(),
  isPackaged: app.isPackaged,
});

if (command !== null) {
  // Beside the application, whether that runs or not.
  void runCommand(command);
} else if (app.requestSingleInstanceLock()) {
  // macOS opens files by this event, and does so before anything is ready.
  app.on('open-file', (event, path) => {
    event.preventDefault();
    open(path);
  });
  app.on('second-instance', (_event, argv, folder) => {
    application?.reopened(pathsOf(ownArguments(argv, ownFile), folder));
  });
  app.on('activate', () => application?.reopened([]));
  app.on('child-process-gone', (_event, { type, reason, exitCode, name }) => {
    if (reason !== 'clean-exit') log.write('process', `${name ?? type}: ${reason}, code ${exitCode}`);
  });
  void app.whenReady().then(start);
} else {
  // The other one has heard of the arguments.
  app.quit();
}

function start(): void {
  const running = new Application({
    layout,
    log,
    nowMs: () => performance.now(),
    mayTrain,
    act: (action, window) => void actOn(action, running, window, log),
  });
  application = running;
  lockSession(session.defaultSession, onBlocked);
  protocol.handle(
    appScheme,
    appProtocol(layout.renderer, async () => (await running.service.link).shell),
  );
  serveHost(
    ipcMain,
    ({ sender }) => running.windows.find(({ native }) => native.webContents === sender) ?? null,
    hostHandlers(running),
    onBlocked,
  );
  app.on('window-all-closed', () => {
    if (running.endsWithLastWindow) app.quit();
  });
  let hasEnded = false;
  app.on('will-quit', (event) => {
    if (hasEnded) return;
    event.preventDefault();
    void running.service.end().then(() => {
      hasEnded = true;
      app.quit();
    });
  });
  running.start(paths);
}

async function runCommand(words: readonly string[]): Promise<void> {
  app.dock?.hide();
  await app.whenReady();
  const running = startCommand(layout, words, mayTrain);
  // A terminal tells the command as well; it decides how to end, and main ends after it.
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, () => running.stop());
  app.on('before-quit', (event) => {
    event.preventDefault();
    running.stop();
  });
  app.exit(await running.exitCode);
}
