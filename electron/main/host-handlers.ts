/** What pages may ask of main. Paths come from the service, for what a page names by its resource. */
import { app, nativeImage, shell } from 'electron';
import { divisiError } from '../../shared/contract/errors.ts';
import { err, ok } from '../../shared/std/result.ts';
import type { Result } from '../../shared/std/result.ts';
import type { AppWindow } from './app-window.ts';
import type { Application } from './application.ts';
import { askForFolder, askForProject, tellNoProject } from './ask.ts';
import { dragIcon } from './drag-icon.ts';
import { projectFolder } from './open-requests.ts';
import type { HostHandlers } from './serve-host.ts';

export function hostHandlers(application: Application): HostHandlers<AppWindow> {
  const locate = async (resource: string): Promise<Result<string>> => {
    const { shell: client } = await application.service.link;
    const located = await client.call('export.locate', { resource });
    return located.ok ? ok(located.value.path) : located;
  };
  return {
    connect: async (_params, window) => {
      // While the service starts again, the page waits here.
      await application.service.link;
      const port = application.service.windowPort();
      if (port === null) return err(divisiError('lost', 'The engine is not running.'));
      return ok({ openPath: window.connect(port, application.serviceRestarts) });
    },
    report: (report, window) => {
      const before = window.report.project?.folder;
      window.hear(report);
      const after = report.project?.folder;
      if (after !== undefined && after !== before) app.addRecentDocument(after);
      return ok(null);
    },
    choose: async ({ purpose, name }, window) => {
      if (purpose !== 'open') return ok({ path: await askForFolder(window, purpose, name) });
      const path = await askForProject(window);
      const folder = path === null ? null : projectFolder(path);
      if (path !== null && folder === null) tellNoProject(path);
      return ok({ path: folder });
    },
    open: ({ path }) => {
      application.open(path);
      return ok(null);
    },
    reveal: async ({ resource }) => {
      const located = await locate(resource);
      if (!located.ok) return located;
      shell.showItemInFolder(located.value);
      return ok(null);
    },
    drag: async ({ resources }, window) => {
      const files: string[] = [];
      for (const resource of resources) {
        const located = await locate(resource);
        if (!located.ok) return located;
        files.push(located.value);
      }
      const [file] = files;
      if (file === undefined) return err(divisiError('bad-request', 'There is nothing to drag.'));
      const icon = nativeImage.createFromDataURL(dragIcon);
      window.native.webContents.startDrag({ file, files, icon });
      return ok(null);
    },
    saved: ({ order, failure }, window) => {
      window.saved(order, failure);
      return ok(null);
    },
  };
}
