/** Which packages the application needs at run time, from package-lock.json. */

type LockedPackage = {
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
};

export type LockFile = { readonly packages: Readonly<Record<string, LockedPackage>> };

/**
 * What main and the backend's bundles import. The window's packages are part of its bundle, and `ws` serves
 * browser pages only, which the application has none of.
 */
export const RUNTIME_PACKAGES: readonly string[] = Object.freeze([
  '@audio/decode-flac',
  '@audio/decode-mp3',
  '@audio/decode-opus',
  '@audio/decode-vorbis',
  '@tensorflow/tfjs',
  '@tensorflow/tfjs-backend-wasm',
  '@tensorflow/tfjs-core',
  '@tensorflow/tfjs-node',
  'commander',
  'fft.js',
  'midi-file',
  'wasm-media-encoders',
  'yauzl',
  'yazl',
]);

/** They are part of the window's bundle. */
export const BUNDLED_PACKAGES: readonly string[] = Object.freeze(['svelte', 'uplot', 'wavesurfer.js']);

/** Types have no part in running. */
const TYPES_ONLY = /^@types\/|^@webgpu\/types$/;

/**
 * @param roots names of packages that the project itself depends on
 * @returns paths as in the lock file, 'node_modules/a/node_modules/b', sorted
 * @throws for a root that the lock file lacks
 */
export function packageClosure(lock: LockFile, roots: readonly string[]): readonly string[] {
  const found = new Set<string>();
  const visit = (path: string): void => {
    if (found.has(path)) return;
    found.add(path);
    const { dependencies, optionalDependencies } = lock.packages[path] ?? {};
    for (const name of Object.keys({ ...dependencies, ...optionalDependencies })) {
      const next = TYPES_ONLY.test(name) ? null : resolveFrom(lock, path, name);
      if (next !== null) visit(next);
    }
  };
  for (const root of roots) {
    const path = resolveFrom(lock, '', root);
    if (path === null) throw new Error(`package-lock.json lacks ${root}`);
    visit(path);
  }
  return [...found].sort();
}

/** As Node looks for a package: beside the one that asks, then one level up, and so on. */
function resolveFrom(lock: LockFile, from: string, name: string): string | null {
  for (let folder = from; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf('node_modules/') - 1))) {
    const path = `${folder === '' ? '' : `${folder}/`}node_modules/${name}`;
    if (Object.hasOwn(lock.packages, path)) return path;
    if (folder === '') return null;
  }
}
