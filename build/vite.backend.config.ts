import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');

/** The programs of the backend: out/backend/<name>.entry.js from each source that exists. */
const ENTRIES: Readonly<Record<string, string>> = {
  cli: 'electron/backend/cli.entry.ts',
  trainer: 'electron/backend/trainer.entry.ts',
  'live-trainer': 'electron/backend/live-trainer.entry.ts',
  loopback: 'electron/backend/loopback.entry.ts',
  utility: 'electron/backend/utility.entry.ts',
  doctor: 'electron/backend/doctor.entry.ts',
  demo: 'electron/backend/demo.entry.ts',
  bench: 'tests/bench/bench.entry.ts',
  'bench-worker': 'tests/bench/bench-worker.entry.ts',
  torture: 'tests/torture/torture.entry.ts',
  screenshots: 'tests/screenshots/screenshots.entry.ts',
  'torture-victim': 'tests/torture/victim.entry.ts',
};

const input = Object.fromEntries(
  Object.entries(ENTRIES)
    .map(([name, file]): [string, string] => [name, join(root, file)])
    .filter(([, file]) => existsSync(file)),
);

// Packages stay outside the bundle: native addons, WASM files and CommonJS load from node_modules.
export default defineConfig({
  root,
  publicDir: false,
  build: {
    ssr: true,
    target: 'node20',
    minify: false,
    sourcemap: true,
    reportCompressedSize: false,
    rolldownOptions: {
      input,
      output: {
        format: 'es',
        entryFileNames: '[name].entry.js',
        chunkFileNames: 'chunks/[name]-[hash].js',
      },
    },
  },
});
