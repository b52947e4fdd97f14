/** What the application was started with, or given later: files of the system's file manager, folders, commands. */
import { readdirSync, statSync } from 'node:fs';
import { basename, dirname, extname, resolve } from 'node:path';

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
  'doctor',
  '--help',
  '-h',
  '--version',
  '-v',
];

/**
 * @param argv as `process.argv`
 * @param ownFile main.cjs, which a checkout's Electron is given as an argument, after switches of its own; null in a
 *   package
 */
export function ownArguments(argv: readonly string[], ownFile: string | null): readonly string[] {
  if (ownFile === null) return argv.slice(1);
  const at = argv.findIndex((arg) => basename(arg) === basename(ownFile));
  // Forge starts a checkout by its folder: `electron .`
  return argv.slice(at < 0 ? 2 : at + 1);
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
