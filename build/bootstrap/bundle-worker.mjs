// Usage: node bundle-worker.mjs OUTPUT_FOLDER. Bundles the backend with Vite.
import { build } from 'vite';
import { repositoryPath } from './paths.mjs';

const [outDir] = process.argv.slice(2);
if (outDir === undefined) throw new Error('expected an output folder');
await build({
  configFile: repositoryPath('build', 'vite.backend.config.ts'),
  logLevel: 'warn',
  build: { outDir, emptyOutDir: true },
});
