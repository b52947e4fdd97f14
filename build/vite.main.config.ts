import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');

/**
 * Main as one CommonJS file, main.cjs, which looks for all else beside itself: preload.cjs, the programs of the
 * backend, and the window in renderer/.
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
    outDir: 'out/main',
    rolldownOptions: {
      input: { main: join(root, 'electron/main/app.entry.ts') },
      external: ['electron'],
      output: { format: 'cjs', entryFileNames: '[name].cjs', codeSplitting: false },
    },
  },
});
