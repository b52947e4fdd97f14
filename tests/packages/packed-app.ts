/** The packed application that `npm run package -- --check` made: its folder, and what of it tests ask for. */
import { listPackage, statFile } from '@electron/asar';
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { filesOf } from '../../build/packaging/size-table.mjs';

/** Null where none was made: tests of it are then skipped. */
export const packedFolder: string | null = process.env['DIVISI_PACKED'] ?? null;
export const skipReason =
  packedFolder === null ? ' (skipped here: npm run package -- --check makes one)' : '';

export const resources: string = join(packedFolder ?? '', 'resources');
export const archive: string = join(resources, 'app.asar');

/** @returns files inside the archive, unpacked ones too, as paths with forward slashes */
export function archivedFiles(): readonly { readonly path: string; readonly isUnpacked: boolean }[] {
  return listPackage(archive, { isPack: false })
    .map((path) => path.replaceAll('\\', '/').slice(1))
    .flatMap((path) => {
      const stats = statFile(archive, path, false);
      return 'files' in stats ? [] : [{ path, isUnpacked: stats.unpacked === true }];
    });
}

/** @returns files of the folder outside the archive */
export function folderFiles(): readonly string[] {
  return packedFolder === null ? [] : filesOf(packedFolder).map(({ path }) => path);
}

export type Ran = { readonly code: number | null; readonly out: string; readonly err: string };

/** @param app where the archive was taken out to */
export function startPacked(
  args: readonly string[],
  app: string,
  home: string,
): { readonly child: ChildProcess; readonly ran: Promise<Ran> } {
  const child = spawn(join(packedFolder ?? '', 'divisi'), [...args], {
    cwd: home,
    env: {
      ...process.env,
      HOME: home,
      DIVISI_STAND_IN_NODE: process.execPath,
      DIVISI_STAND_IN_START: join(import.meta.dirname, 'stand-in', 'start-packed.ts'),
      DIVISI_STAND_IN_APP: app,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let out = '';
  let err = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text));
  return { child, ran: new Promise((resolve) => child.on('close', (code) => resolve({ code, out, err }))) };
}
