/** What the entries of the menu do that are the application's own. */
import { app, shell } from 'electron';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import packageJson from '../../package.json' with { type: 'json' };
import type { AppWindow } from './app-window.ts';
import type { Application } from './application.ts';
import { askAboutFailedSave, askForFolder, askForProject } from './ask.ts';
import type { Log } from './log-file.ts';
import type { AppAction } from './menu-template.ts';

const notices = 'THIRD_PARTY_NOTICES.md';

export async function actOn(
  action: AppAction,
  application: Application,
  window: AppWindow | null,
  log: Log,
): Promise<void> {
  switch (action) {
    case 'new':
      return application.openWindow(null);
    case 'open': {
      const path = await askForProject(window);
      if (path !== null) application.open(path);
      return;
    }
    case 'save':
      return saveNow(window);
    case 'saveAs':
      return saveCopy(application, window);
    case 'revealProject':
      if (window?.folder !== undefined && window.folder !== null) await shell.openPath(window.folder);
      return;
    case 'about':
      return showAbout(application);
    case 'licences':
      return showNotices();
    case 'logs':
      return showFolder(log.folder);
    case 'crashReports':
      return showFolder(app.getPath('crashDumps'));
    case 'reload':
      return window?.reload();
  }
}

async function saveNow(window: AppWindow | null): Promise<void> {
  const failure = (await window?.save()) ?? null;
  if (window === null || failure === null) return;
  if ((await askAboutFailedSave(window, failure)) === 'again') await saveNow(window);
}

/** Into a new folder, which is opened in a window of its own; the project stays as it is. */
async function saveCopy(application: Application, window: AppWindow | null): Promise<void> {
  const project = window?.report.project ?? null;
  if (window === null || project === null) return;
  const folder = await askForFolder(window, 'save-as', `${project.name} copy`);
  if (folder === null) return;
  const { app: client } = await application.service.link;
  const copied = await client.call('project.copy', { project: project.handle, folder });
  if (copied.ok) application.open(copied.value.folder);
  else window.order({ kind: 'tell', text: copied.error.message });
}

async function showAbout(application: Application): Promise<void> {
  const { app: client } = await application.service.link;
  const status = await client.call('engine.status', {});
  const backend = status.ok ? (status.value.backend ?? 'not loaded yet') : 'not running';
  const { node, chrome, electron } = process.versions;
  app.setAboutPanelOptions({
    applicationName: 'Divisi',
    applicationVersion: packageJson.version,
    copyright: `© ${packageJson.author}. ${packageJson.license} licence; the licences of what it is made of are in ${notices}.`,
    credits: `Tensor backend: ${backend}\nElectron ${electron ?? '?'}, Chromium ${chrome ?? '?'}, Node ${node}`,
  });
  app.showAboutPanel();
}

/** Beside the archive in a package; at the top of a checkout. */
async function showNotices(): Promise<void> {
  const places = [process.resourcesPath, app.getAppPath(), join(app.getAppPath(), '..', '..', '..')];
  const found = places.map((place) => join(place, notices)).find((file) => existsSync(file));
  if (found !== undefined) await shell.openPath(found);
}

async function showFolder(folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  await shell.openPath(folder);
}
