// Usage: node bundle-worker.mjs OUTPUT_FOLDER [--window]. Bundles the programs, and the window with the application
// around it, with Vite.
import { join } from 'node:path';
import { build } from 'vite';
import { repositoryPath } from './paths.mjs';

const [folder, flag] = process.argv.slice(2);
if (folder === undefined) throw new Error('expected an output folder');
await bundle('vite.backend.config.ts', folder);
if (flag === '--window') {
  await bundle('vite.renderer.config.ts', join(folder, 'renderer'));
  await bundle('vite.main.config.ts', folder, false);
  await bundle('vite.preload.config.ts', folder, false);
}

/**
 * @param {string} config
 * @param {string} outDir
 * @param {boolean} [emptyOutDir]
 * @returns {Promise<void>}
 */
async function bundle(config, outDir, emptyOutDir = true) {
  await build({
    configFile: repositoryPath('build', config),
    logLevel: 'warn',
    build: { outDir, emptyOutDir },
  });
}
