/** The application's questions, as the system's own dialogs. */
import { dialog } from 'electron';
import type { FolderPurpose } from '../../shared/contract/host-contract.ts';
import type { AppWindow } from './app-window.ts';
import { projectExtension } from './open-requests.ts';
import { texts } from './texts.ts';

/** A project's folder or the .divisi file in it; null when nothing was chosen. */
export async function askForProject(window: AppWindow | null): Promise<string | null> {
  const options = {
    title: texts.open.title,
    buttonLabel: texts.open.button,
    filters: [
      { name: texts.open.files, extensions: [projectExtension.slice(1)] },
      { name: texts.open.all, extensions: ['*'] },
    ],
    properties: ['openFile' as const],
  };
  const { canceled, filePaths } =
    window === null
      ? await dialog.showOpenDialog(options)
      : await dialog.showOpenDialog(window.native, options);
  return canceled ? null : (filePaths[0] ?? null);
}

/** A folder that may be written to; null when none was chosen. @param name that a new one begins with */
export async function askForFolder(
  window: AppWindow,
  purpose: FolderPurpose,
  name: string,
): Promise<string | null> {
  const title = texts.folders[purpose];
  if (purpose === 'save-as') {
    const { canceled, filePath } = await dialog.showSaveDialog(window.native, {
      title,
      defaultPath: name,
      properties: ['createDirectory', 'showOverwriteConfirmation'],
    });
    return canceled || filePath === '' ? null : filePath;
  }
  const { canceled, filePaths } = await dialog.showOpenDialog(window.native, {
    title,
    properties: ['openDirectory', 'createDirectory'],
  });
  return canceled ? null : (filePaths[0] ?? null);
}

/** @returns whether to close, and lose the training */
export async function askAboutTraining(window: AppWindow): Promise<boolean> {
  const { title, detail, stop, cancel } = texts.training;
  const answer = await ask(window, 'question', title, detail, [stop, cancel], 1);
  return answer === 0;
}

export async function askAboutFailedSave(
  window: AppWindow,
  why: string,
): Promise<'again' | 'close' | 'cancel'> {
  const { title, detail, again, close, cancel } = texts.unsaved;
  const name = window.report.project?.name ?? texts.name;
  const answer = await ask(window, 'warning', title(name), detail(why), [again, close, cancel], 2);
  return (['again', 'close', 'cancel'] as const)[answer] ?? 'cancel';
}

export async function askAboutEngine(): Promise<'again' | 'logs' | 'quit'> {
  const { givenUp, givenUpDetail, again, logs, quit } = texts.engine;
  const { response } = await dialog.showMessageBox({
    type: 'error',
    message: givenUp,
    detail: givenUpDetail,
    buttons: [again, logs, quit],
    defaultId: 0,
    cancelId: 0,
  });
  return (['again', 'logs', 'quit'] as const)[response] ?? 'again';
}

/** @returns whether to load the page again */
export async function askAboutPage(window: AppWindow): Promise<boolean> {
  const { gone, goneDetail, again, close } = texts.page;
  return (await ask(window, 'error', gone, goneDetail, [again, close], 0)) === 0;
}

export function tellNoProject(path: string): void {
  dialog.showErrorBox(texts.notProject.title, texts.notProject.detail(path));
}

async function ask(
  window: AppWindow,
  type: 'question' | 'warning' | 'error',
  message: string,
  detail: string,
  buttons: string[],
  cancelId: number,
): Promise<number> {
  const options = { type, message, detail, buttons, defaultId: 0, cancelId, noLink: true };
  const { response } = await dialog.showMessageBox(window.native, options);
  return response;
}
