// Usage: node bundle-worker.mjs OUTPUT_FOLDER [--window]. Bundles the programs, and the window, with Vite.
import { join } from 'node:path';
import { build } from 'vite';
import { repositoryPath } from './paths.mjs';

const [folder, flag] = process.argv.slice(2);
if (folder === undefined) throw new Error('expected an output folder');
await bundle('vite.backend.config.ts', folder);
if (flag === '--window') await bundle('vite.renderer.config.ts', join(folder, 'renderer'));

/**
 * @param {string} config
 * @param {string} outDir
 * @returns {Promise<void>}
 */
async function bundle(config, outDir) {
  await build({
    configFile: repositoryPath('build', config),
    logLevel: 'warn',
    build: { outDir, emptyOutDir: true },
  });
}
