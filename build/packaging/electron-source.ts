import { readFile } from 'node:fs/promises';
import { repositoryPath } from '../bootstrap/paths.mjs';

/**
 * Which Electron goes into a package. Forge fetches the real one; DIVISI_ELECTRON_ZIPS names a folder that has it
 * already, as `electron-v45.4.1-linux-x64.zip`, or a stand-in of that name.
 */
export const electronSource = {
  /** That of node_modules, which Forge takes as well. */
  async version(): Promise<string> {
    const manifest = await readFile(repositoryPath('node_modules', 'electron', 'package.json'), 'utf8');
    return (JSON.parse(manifest) as { readonly version: string }).version;
  },

  packagerOptions(environment: Readonly<Record<string, string | undefined>> = process.env): {
    readonly electronZipDir?: string;
  } {
    const folder = environment['DIVISI_ELECTRON_ZIPS'];
    return folder === undefined || folder === '' ? {} : { electronZipDir: folder };
  },
};
