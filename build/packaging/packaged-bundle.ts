import { join } from 'node:path';
import type { UserConfig } from 'vite';

const checkout = join(import.meta.dirname, '..', '..');

/**
 * A configuration of the checkout's own bundles, for Forge's Vite plugin: all land in one folder, where main
 * looks for everything beside itself, and none carries its sources along.
 *
 * @param subfolder of .vite/build
 */
export function packagedBundle(config: UserConfig, subfolder = ''): UserConfig {
  return {
    ...config,
    build: {
      ...config.build,
      // The plugin would make a library of a single entry otherwise.
      lib: false,
      sourcemap: false,
      emptyOutDir: false,
      outDir: join(checkout, '.vite', 'build', subfolder),
    },
  };
}
