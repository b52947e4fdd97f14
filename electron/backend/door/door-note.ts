/**
 * Where a service on this machine is reached by commands of the same user: a note in a folder that only the user
 * reads, named after the service's process, with the address of its socket and a secret.
 */
import { readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { objectOf, textLike, wholeIn } from '../../../shared/std/shape.ts';
import type { ProcessIdentity } from '../project/process-identity.ts';

export type DoorNote = ProcessIdentity & {
  /** Path of a Unix socket, or name of a Windows pipe. */
  readonly address: string;
  /** The first line that a caller says. */
  readonly secret: string;
};

const someText = textLike(/^[^\p{Cc}]{0,1000}$/u, 'a text');
const shape = objectOf<DoorNote>({
  pid: wholeIn(1, 2 ** 31),
  host: someText,
  started: someText,
  address: someText,
  secret: textLike(/^[A-Za-z0-9_-]{43}$/, 'a secret'),
});

export const noteExtension = '.json';

export function defaultDoorsFolder(): string {
  return join(homedir(), '.divisi', 'doors');
}

export function notePath(folder: string, pid: number): string {
  return join(folder, `${pid}${noteExtension}`);
}

/** Null where there is none that can be used. */
export async function readNote(path: string): Promise<DoorNote | null> {
  try {
    const parsed: unknown = JSON.parse(await readFile(path, 'utf8'));
    return shape.fault(parsed, 'door') === null ? (parsed as DoorNote) : null;
  } catch {
    return null;
  }
}
