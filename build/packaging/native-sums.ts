/**
 * SHA-256 sums of the native code that lies outside the archive. The archive keeps them, and its own integrity
 * covers them; main holds the files against them before it starts a trainer.
 */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readdir, writeFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { pipeline } from 'node:stream/promises';

const NATIVE_CODE = /\.(?:node|so|so\.\d[\d.]*|dylib|dll)$/;
/** Where main looks for them. */
const SUMS_FILE = join('.vite', 'build', 'native-sums.json');

/**
 * @param appFolder what becomes the archive
 * @param platform on macOS every library is signed after this, which changes it: there its signature, which the
 *   hardened runtime demands, stands for the sum, and the file is empty
 */
export async function writeNativeSums(appFolder: string, platform: string): Promise<void> {
  const sums = platform === 'darwin' ? {} : await nativeSums(appFolder);
  await writeFile(join(appFolder, SUMS_FILE), `${JSON.stringify(sums, null, 2)}\n`);
}

/** @returns paths from the folder, with forward slashes, sorted */
export async function nativeSums(folder: string): Promise<Readonly<Record<string, string>>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile() && NATIVE_CODE.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  const sums: Record<string, string> = {};
  for (const file of files) {
    const hash = createHash('sha256');
    await pipeline(createReadStream(file), hash);
    sums[relative(folder, file).split(sep).join('/')] = hash.digest('hex');
  }
  return sums;
}
