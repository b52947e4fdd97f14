import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

export type NativeSetUp = {
  /** Where the library came from: 'official TensorFlow', 'registry TensorFlow', 'none'. */
  readonly source: string;
  /** One line per source that did not work. */
  readonly problems: readonly string[];
};

/** How the last set-up of the native library ended, as it noted beside the packages; null if it did not. */
export function readNativeSetUp(path: string = noteBesidePackages()): NativeSetUp | null {
  try {
    const note = JSON.parse(readFileSync(path, 'utf8')) as Partial<Record<keyof NativeSetUp, unknown>>;
    if (typeof note.source !== 'string' || !Array.isArray(note.problems)) return null;
    return { source: note.source, problems: note.problems.map(String) };
  } catch {
    return null;
  }
}

function noteBesidePackages(): string {
  try {
    const manifest = createRequire(import.meta.url).resolve('@tensorflow/tfjs-node/package.json');
    return join(dirname(manifest), '..', '..', '.divisi', 'native.json');
  } catch {
    return '';
  }
}
