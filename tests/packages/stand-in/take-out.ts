import { extractFile, listPackage, statFile } from '@electron/asar';
import { cpSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Libraries are linked to: they must load from where they lie in the package. */
const nativeCode = /\.(?:node|so\.\d+|dylib|dll)$/;

/**
 * Writes every file of resources/app.asar, as Electron would read it, to a folder.
 *
 * @returns the folder
 */
export function takeOut(resources: string, folder: string): string {
  const archive = join(resources, 'app.asar');
  for (const path of listPackage(archive, { isPack: false })) {
    const name = path.replaceAll('\\', '/').slice(1);
    const stats = statFile(archive, name, false);
    const target = join(folder, name);
    if ('files' in stats) {
      mkdirSync(target, { recursive: true });
      continue;
    }
    mkdirSync(dirname(target), { recursive: true });
    const beside = join(`${archive}.unpacked`, name);
    if (stats.unpacked !== true) writeFileSync(target, extractFile(archive, name));
    else if (nativeCode.test(name)) symlinkSync(beside, target);
    else cpSync(beside, target);
  }
  return folder;
}
