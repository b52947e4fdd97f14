/**
 * Files that belong together get their names one after the other. A note beside them says which they are meanwhile, so
 * that a set whose naming was cut off by a crash is not taken for a whole one, and can be finished: its files are complete.
 */
import { randomBytes } from 'node:crypto';
import { basename, dirname, join } from 'node:path';
import { partialPath, writeFully } from './output-file.ts';
import type { OutputFileSystem } from './output-file.ts';

const prefix = '.divisi-set-';

/** Of a file in the folder of a set. */
export function isSetNote(name: string): boolean {
  return name.startsWith(prefix);
}

/**
 * @param files absolute, in any folders; complete under their partial names
 * @param name gives them their names, or takes all of them back
 */
export async function namedTogether<T>(
  files: readonly string[],
  fileSystem: OutputFileSystem,
  name: () => Promise<T>,
): Promise<T> {
  const notes: string[] = [];
  for (const folder of new Set(files.map((file) => dirname(file)))) {
    const names = files.filter((file) => dirname(file) === folder).map((file) => basename(file));
    const note = join(folder, `${prefix}${randomBytes(6).toString('hex')}`);
    // One file appears at once anyway.
    if (files.length > 1 && (await isWritten(note, names, fileSystem))) notes.push(note);
  }
  try {
    return await name();
  } finally {
    for (const note of notes) await fileSystem.remove(note).catch(() => {});
  }
}

/** A disk that takes no note still takes names. */
async function isWritten(
  note: string,
  names: readonly string[],
  fileSystem: OutputFileSystem,
): Promise<boolean> {
  try {
    const handle = await fileSystem.open(note);
    try {
      await writeFully(handle, Buffer.from(`${JSON.stringify(names)}\n`), 0);
    } finally {
      await handle.close();
    }
    return true;
  } catch {
    await fileSystem.remove(note).catch(() => {});
    return false;
  }
}

/**
 * What a crash left to do: partial and final paths of the files that the note names.
 * @param text of a note in the folder; any that is none of ours gives nothing
 */
export function leftToName(folder: string, text: string): { readonly from: string; readonly to: string }[] {
  let names: unknown;
  try {
    names = JSON.parse(text);
  } catch {
    return [];
  }
  if (!Array.isArray(names)) return [];
  return (names as unknown[])
    .filter((name): name is string => typeof name === 'string' && name !== '' && basename(name) === name)
    .map((name) => ({ from: partialPath(join(folder, name)), to: join(folder, name) }));
}
