/** Programs of the backend as they run: bundled, in processes of their own. */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'vite';

const root = join(import.meta.dirname, '..', '..');

/**
 * @param name of electron/backend/<name>.entry.ts
 * @returns the bundle; inside the checkout, since packages stay outside of it
 */
export async function buildEntry(name: string): Promise<{ readonly path: string; remove(): Promise<void> }> {
  const outDir = join(root, 'out', `test-${name}-${process.pid}`);
  await build({
    root,
    configFile: false,
    publicDir: false,
    logLevel: 'error',
    build: {
      ssr: true,
      target: 'node20',
      minify: false,
      outDir,
      emptyOutDir: true,
      rolldownOptions: {
        input: { [name]: join(root, 'electron', 'backend', `${name}.entry.ts`) },
        output: { format: 'es', entryFileNames: '[name].entry.js' },
      },
    },
  });
  return {
    path: join(outDir, `${name}.entry.js`),
    remove: () => rm(outDir, { recursive: true, force: true }),
  };
}
