/** Which packages the application needs at run time, from package-lock.json. */

type LockedPackage = {
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
};

export type LockFile = { readonly packages: Readonly<Record<string, LockedPackage>> };

/** What package-lock.json repeats of package.json is under the empty name. */
const PROJECT = '';

/** They are part of the window's bundle. */
export const BUNDLED_PACKAGES: readonly string[] = Object.freeze(['svelte', 'uplot', 'wavesurfer.js']);

/** They serve browser pages, which the application has none of. */
const BROWSER_ONLY: readonly string[] = Object.freeze(['ws']);

/** @returns what the programs of the application may import: the project's own dependencies */
export function runtimePackages(lock: LockFile): readonly string[] {
  return Object.keys(lock.packages[PROJECT]?.dependencies ?? {}).filter(
    (name) => !BUNDLED_PACKAGES.includes(name) && !BROWSER_ONLY.includes(name),
  );
}

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
    const path = resolveFrom(lock, PROJECT, root);
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
