/** The last step before the archive is made: what the packed application has and the checkout does not. */
import { existsSync } from 'node:fs';
import { cp, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { IDENTITY } from './identity.ts';
import { writeNativeSums } from './native-sums.ts';
import { pianoArchives } from './piano-archives.ts';

export type Staging = {
  /** What becomes the archive. */
  readonly buildPath: string;
  readonly platform: string;
  readonly arch: string;
};

const tfjsNode = join('node_modules', '@tensorflow', 'tfjs-node');

/** @throws where the package would lack a part that it cannot do without */
export async function finishApp({ buildPath, platform, arch }: Staging): Promise<void> {
  if (platform !== process.platform || arch !== process.arch)
    throw new Error(
      `The native TensorFlow in node_modules is that of ${process.platform} ${process.arch}: a package for ` +
        `${platform} ${arch} is made there.`,
    );
  await requireNative(buildPath);
  await writeManifest(buildPath);
  for (const archive of await pianoArchives())
    await cp(archive.path, join(buildPath, '.vite', 'build', 'piano', archive.name));
  if (platform === 'darwin') await keepElectronsNotices(buildPath);
  await writeNativeSums(buildPath, platform);
}

/**
 * On macOS Electron's notices lie beside the application's folder, which is all that an installer takes. They go into it,
 * beside the archive.
 *
 * @throws where they are not found
 */
export async function keepElectronsNotices(buildPath: string): Promise<void> {
  const resources = dirname(buildPath);
  let folder = resources;
  while (!existsSync(join(folder, 'LICENSES.chromium.html'))) {
    if (dirname(folder) === folder) throw new Error("Electron's notices are not beside its application");
    folder = dirname(folder);
  }
  await cp(join(folder, 'LICENSES.chromium.html'), join(resources, 'LICENSES.chromium.html'));
  await cp(join(folder, 'LICENSE'), join(resources, 'LICENSE.electron'));
}

async function requireNative(buildPath: string): Promise<void> {
  const folder = join(buildPath, tfjsNode, 'lib', 'napi-v8');
  const names: readonly string[] = await readdir(folder).catch(() => []);
  if (!names.includes('tfjs_binding.node'))
    throw new Error(
      'Native TensorFlow is not set up here, so it cannot be packed: npm run doctor -- --repair',
    );
}

/** What Electron reads of it, and nothing about building it. */
async function writeManifest(buildPath: string): Promise<void> {
  const path = join(buildPath, 'package.json');
  const full = JSON.parse(await readFile(path, 'utf8')) as Record<string, unknown>;
  const kept = ['name', 'version', 'description', 'license', 'author', 'type', 'main'];
  const manifest = Object.fromEntries(kept.map((key) => [key, full[key]]));
  await writeFile(
    path,
    `${JSON.stringify({ ...manifest, productName: IDENTITY.productName, desktopName: `${IDENTITY.executableName}.desktop` }, null, 2)}\n`,
  );
}
