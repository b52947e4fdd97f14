/**
 * How electron-builder makes installers of a folder that Forge has packed: nothing is packed again, so that
 * every installer holds the same, inspected files.
 */
import { join } from 'node:path';
import type { Configuration } from 'electron-builder';
import { IDENTITY, PROJECT_FILES } from './identity.ts';

const icons = join(import.meta.dirname, '..', 'icons');

/**
 * @param electronVersion for tools that look at it; the packed folder holds Electron already
 * @param updatesFrom the address of a folder with all releases; with it, the files that updaters read (latest.yml and
 *   its like) are written beside the installers. The application itself never asks for them.
 */
export function installerConfig(electronVersion: string, updatesFrom: string | null): Configuration {
  return {
    appId: IDENTITY.appId,
    productName: IDENTITY.productName,
    electronVersion,
    artifactName: '${productName}-${version}-${os}-${arch}.${ext}',
    // Packages stand in the folder as they are.
    npmRebuild: false,
    publish: updatesFrom === null ? null : { provider: 'generic', url: updatesFrom },
    fileAssociations: [
      {
        ext: PROJECT_FILES.extension,
        name: PROJECT_FILES.name,
        mimeType: PROJECT_FILES.mimeType,
        role: 'Editor',
        icon: join(icons, 'divisi'),
      },
    ],
    linux: {
      executableName: IDENTITY.executableName,
      icon: join(icons, 'png'),
      category: 'AudioVideo',
      synopsis: IDENTITY.summary,
      description: IDENTITY.description,
      maintainer: IDENTITY.maintainer,
      vendor: IDENTITY.maintainer,
    },
    mac: {
      category: 'public.app-category.music',
      icon: join(icons, 'divisi.icns'),
      // Signed and notarised by Forge, before this.
      identity: null,
    },
    dmg: { writeUpdateInfo: updatesFrom !== null },
    win: { executableName: IDENTITY.executableName, icon: join(icons, 'divisi.ico') },
    nsis: {
      oneClick: false,
      perMachine: false,
      allowToChangeInstallationDirectory: true,
      artifactName: '${productName}-${version}-windows-${arch}-setup.${ext}',
    },
    portable: { artifactName: '${productName}-${version}-windows-${arch}-portable.${ext}' },
  };
}
