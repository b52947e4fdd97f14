/**
 * Holds the native libraries against the sums that the archive keeps of them. The archive's own integrity is Electron's
 * matter; what lies unpacked beside it is not covered by that, and is code that the trainer would run.
 */
import { createHash } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { recordOfValues, textLike } from '../../shared/std/shape.ts';
import { texts } from './texts.ts';

/** Beside main.cjs: paths from the application's folder, with forward slashes, and SHA-256 sums in hex. */
const sumsName = 'native-sums.json';
const shape = recordOfValues(/^(?!.*\.\.)[^/\\].*$/, textLike(/^[0-9a-f]{64}$/, 'a SHA-256 sum'), 1000);

export type NativesOptions = {
  /** That of main.cjs. */
  readonly bundleFolder: string;
  /** The archive, which reads as a folder; unpacked files are found in it, too. */
  readonly appFolder: string;
  /** A checkout has no sums; a package without them is not whole. */
  readonly isPackaged: boolean;
};

/** @returns a check that is made once, before the first trainer: null, or why no trainer may run */
export function checkNatives(options: NativesOptions): () => Promise<string | null> {
  let checked: Promise<string | null> | null = null;
  return () => (checked ??= check(options));
}

async function check({ bundleFolder, appFolder, isPackaged }: NativesOptions): Promise<string | null> {
  const sumsPath = join(bundleFolder, sumsName);
  if (!existsSync(sumsPath)) return isPackaged ? texts.natives(sumsName) : null;
  try {
    const sums: unknown = JSON.parse(await readFile(sumsPath, 'utf8'));
    if (shape.fault(sums, sumsName) !== null) return texts.natives(sumsName);
    for (const [file, expected] of Object.entries(sums as Readonly<Record<string, string>>)) {
      if ((await sumOf(join(appFolder, ...file.split('/')))) !== expected) return texts.natives(file);
    }
    return null;
  } catch (cause) {
    return texts.natives(cause instanceof Error ? cause.message : sumsName);
  }
}

async function sumOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}
