/** How the desktop application is started in development, packed, and made into installers, by Electron Forge. */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { FusesPlugin } from '@electron-forge/plugin-fuses';
import { VitePlugin } from '@electron-forge/plugin-vite';
import type { ForgeConfig } from '@electron-forge/shared-types';
import { debMaker } from './build/packaging/deb-maker.ts';
import { electronSource } from './build/packaging/electron-source.ts';
import { finishApp } from './build/packaging/finish-app.ts';
import { FUSES } from './build/packaging/fuses.ts';
import { IDENTITY, PROJECT_FILES } from './build/packaging/identity.ts';
import { installerConfig } from './build/packaging/installer-config.ts';
import { InstallerMaker } from './build/packaging/installer-maker.ts';
import { packageClosure, runtimePackages } from './build/packaging/package-closure.ts';
import type { LockFile } from './build/packaging/package-closure.ts';
import { noticesOf } from './build/packaging/package-notices.ts';
import { leavesOut, UNPACKED } from './build/packaging/packed-files.ts';
import { macSigning, windowsSigning } from './build/packaging/signing.ts';
import { WindowOnDisk } from './build/packaging/window-on-disk.ts';

const root = import.meta.dirname;
const packaging = join(root, 'build', 'packaging');
const icons = join(root, 'build', 'icons');
const noticesFile = join(root, 'out', 'packages', 'assets', 'THIRD_PARTY_NOTICES.md');

const lock = JSON.parse(await readFile(join(root, 'package-lock.json'), 'utf8')) as LockFile;
const installers = installerConfig(
  await electronSource.version(),
  process.env['DIVISI_UPDATES_FROM'] || null,
);

const isTrial = process.env['DIVISI_ELECTRON_ZIPS'] !== undefined;

const config: ForgeConfig = {
  outDir: 'out/packages',
  // The libraries are those that the set-up placed, and nothing is compiled here.
  rebuildConfig: { onlyModules: [] },
  packagerConfig: {
    name: IDENTITY.productName,
    executableName: IDENTITY.executableName,
    appBundleId: IDENTITY.appId,
    appCategoryType: 'public.app-category.music',
    appCopyright: `Copyright ${IDENTITY.maintainer}`,
    icon: join(icons, 'divisi'),
    asar: { unpack: UNPACKED },
    // What the application needs is said file by file.
    prune: false,
    ignore: leavesOut(packageClosure(lock, runtimePackages(lock))),
    // One file for each library, instead of links that not every installer keeps.
    derefSymlinks: true,
    afterCopy: [finishApp],
    extraResource: [
      noticesFile,
      join(root, 'LICENSE'),
      join(packaging, 'linux', 'divisi-mime.xml'),
      join(icons, 'png', '512x512.png'),
    ],
    extendInfo: {
      CFBundleDocumentTypes: [
        {
          CFBundleTypeName: PROJECT_FILES.name,
          CFBundleTypeExtensions: [PROJECT_FILES.extension],
          CFBundleTypeRole: 'Editor',
          CFBundleTypeIconFile: 'divisi.icns',
          LSHandlerRank: 'Owner',
        },
      ],
    },
    ...electronSource.packagerOptions(),
    ...macSigning(process.env),
    ...windowsSigning(process.env),
  },
  hooks: {
    generateAssets: async () => {
      await mkdir(join(noticesFile, '..'), { recursive: true });
      await writeFile(noticesFile, noticesOf(lock, process.env['DIVISI_FOR_RELEASE'] === '1'));
    },
  },
  plugins: [
    new VitePlugin({
      // Entries are those of each configuration; Forge only shows these.
      build: [
        {
          entry: 'electron/main/app.entry.ts',
          config: 'build/packaging/main-bundle.config.ts',
          target: 'main',
        },
        {
          entry: 'electron/preload/preload.entry.ts',
          config: 'build/packaging/preload-bundle.config.ts',
          target: 'preload',
        },
        { entry: 'electron/backend', config: 'build/packaging/engine-bundle.config.ts', target: 'main' },
      ],
      renderer: [{ name: 'window', config: 'build/packaging/window-bundle.config.ts' }],
    }),
    new WindowOnDisk(),
    new FusesPlugin(FUSES),
  ],
  makers: [
    debMaker(isTrial ? 'none' : 'xz'),
    new InstallerMaker({ targets: only(['AppImage', 'rpm', 'zip']), config: installers }, ['linux']),
    new InstallerMaker({ targets: only(['dmg', 'zip']), config: installers }, ['darwin']),
    new InstallerMaker({ targets: only(['nsis', 'portable']), config: installers }, ['win32']),
  ],
};

/** DIVISI_INSTALLERS names those that are wanted, where a machine cannot make all. */
function only(targets: readonly string[]): readonly string[] {
  const wanted = process.env['DIVISI_INSTALLERS']?.split(',');
  return wanted === undefined ? targets : wanted.filter((name) => name === 'dir' || targets.includes(name));
}

export default config;
