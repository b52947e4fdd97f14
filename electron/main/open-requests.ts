/** What the application was started with, or given later: files of the system's file manager, folders, commands. */
import { readdirSync, statSync } from 'node:fs';
import { dirname, extname, resolve } from 'node:path';

export const projectExtension = '.divisi';

/** The first word of the command line's own commands; the application is then a command without a window. */
const commands: readonly string[] = [
  'separate',
  'align',
  'export',
  'batch',
  'project',
  'evaluate',
  'info',
  '--help',
  '-h',
  '--version',
  '-v',
];

/** @param argv as `process.argv`. @param isPackaged otherwise the second argument is the application's own file */
export function ownArguments(argv: readonly string[], isPackaged: boolean): readonly string[] {
  return argv.slice(isPackaged ? 1 : 2);
}

export function isCommand(args: readonly string[]): boolean {
  return args[0] !== undefined && commands.includes(args[0]);
}

/** Paths among arguments, absolute; switches are Chromium's and the system's. */
export function pathsOf(args: readonly string[], folder: string): readonly string[] {
  return args.filter((arg) => arg !== '' && !arg.startsWith('-')).map((arg) => resolve(folder, arg));
}

/** The folder of a project that a file of it, or the folder itself, names; null for anything else. */
export function projectFolder(path: string): string | null {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats?.isFile() === true)
    return extname(path).toLowerCase() === projectExtension ? dirname(path) : null;
  if (stats?.isDirectory() !== true) return null;
  try {
    return readdirSync(path).some((name) => name.endsWith(projectExtension)) ? path : null;
  } catch {
    return null;
  }
}
