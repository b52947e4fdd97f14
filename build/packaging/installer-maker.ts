import { MakerBase } from '@electron-forge/maker-base';
import type { MakerOptions } from '@electron-forge/maker-base';
import type { Configuration } from 'electron-builder';

export type InstallerMakerConfig = {
  /** As electron-builder names them: 'AppImage', 'nsis'. */
  readonly targets: readonly string[];
  readonly config: Configuration;
};

type ForgePlatform = MakerOptions['targetPlatform'];

/**
 * Installers by electron-builder from the folder that Forge packed. electron-builder's own makers are of a form
 * that Forge no longer loads.
 */
export class InstallerMaker extends MakerBase<InstallerMakerConfig> {
  readonly name = 'electron-builder';
  readonly defaultPlatforms: ForgePlatform[] = [];

  override isSupportedOnCurrentPlatform(): boolean {
    return true;
  }

  override async make({
    dir,
    appName,
    makeDir,
    targetPlatform,
    targetArch,
  }: MakerOptions): Promise<string[]> {
    // Loads a second's worth of modules, which packaging alone does not need.
    const { Arch, build, Platform } = await import('electron-builder');
    const arch = Object.entries(Arch).find(([name]) => name === targetArch)?.[1];
    if (typeof arch !== 'number') throw new Error(`electron-builder knows no architecture "${targetArch}"`);
    const isMac = targetPlatform === 'darwin';
    const platform = isMac ? Platform.MAC : targetPlatform === 'win32' ? Platform.WINDOWS : Platform.LINUX;
    return build({
      prepackaged: isMac ? `${dir}/${appName}.app` : dir,
      targets: platform.createTarget([...this.config.targets], arch),
      // Uploading is a step of its own, with its own rights.
      publish: 'never',
      config: {
        ...this.config.config,
        directories: { output: `${makeDir}/installers/${targetArch}` },
      },
    });
  }
}
