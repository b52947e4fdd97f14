import { PluginBase } from '@electron-forge/plugin-base';
import { build } from 'vite';
import { repositoryPath } from '../bootstrap/paths.mjs';

type Hooks = ReturnType<PluginBase<null>['getHooks']>;

/**
 * For `electron-forge start`: main reads the window from its folder, through the application's own protocol, so the
 * window must be there, and not on a server of Vite's.
 */
export class WindowOnDisk extends PluginBase<null> {
  readonly name = 'divisi-window-on-disk';

  constructor() {
    super(null);
  }

  override getHooks(): Hooks {
    return {
      preStart: async () => {
        await build({ configFile: repositoryPath('build', 'packaging', 'window-bundle.config.ts') });
      },
    };
  }
}
