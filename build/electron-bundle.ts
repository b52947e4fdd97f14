import { join } from 'node:path';
import type { UserConfig } from 'vite';

const root = join(import.meta.dirname, '..');

/**
 * A program that Electron itself loads, as one CommonJS file without anything beside it.
 *
 * @param name of the file, <name>.cjs
 * @param entry below the repository
 */
export function electronBundle(name: string, entry: string): UserConfig {
  return {
    root,
    publicDir: false,
    build: {
      ssr: true,
      // Of the Node that Electron bundles.
      target: 'node24',
      minify: false,
      sourcemap: true,
      reportCompressedSize: false,
      rolldownOptions: {
        input: { [name]: join(root, entry) },
        external: ['electron'],
        output: { format: 'cjs', entryFileNames: '[name].cjs', codeSplitting: false },
      },
    },
  };
}
