import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');

/**
 * The preload as one CommonJS file, preload.cjs: a sandboxed preload can load nothing else.
 */
export default defineConfig({
  root,
  publicDir: false,
  build: {
    ssr: true,
    // Of the Node that Electron bundles.
    target: 'node24',
    minify: false,
    sourcemap: true,
    reportCompressedSize: false,
    outDir: 'out/preload',
    rolldownOptions: {
      input: { preload: join(root, 'electron/preload/preload.entry.ts') },
      external: ['electron'],
      output: { format: 'cjs', entryFileNames: '[name].cjs', codeSplitting: false },
    },
  },
});
