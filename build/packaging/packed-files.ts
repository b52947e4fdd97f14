/**
 * What goes into the application's archive: the bundles and, of the packages that they need, the files that
 * run. A list of what may come in, so that nothing else ever does.
 */

/** Native addons and the libraries beside them are opened by the system, which cannot look into an archive. */
const NATIVE_FILES = '**/*.{node,so,so.*,dylib,dll}';

/** Under the LGPL: whoever has the application may put another build of them in their place. */
const REPLACEABLE_PACKAGES: readonly string[] = Object.freeze([
  '@audio/decode-mp3',
  'codec-parser',
  'mpg123-decoder',
  'wasm-media-encoders',
]);

/** Of what stays outside the archive, as a pattern over absolute paths. */
export const UNPACKED = `{${[NATIVE_FILES, ...REPLACEABLE_PACKAGES.map((name) => `**/node_modules/${name}/**`)].join(',')}}`;

/** Where Forge's Vite plugin writes the bundles. */
const BUNDLES = '.vite/build';

/** Kept of the project's own top level; package.json is written anew. */
const OWN_FILES: readonly string[] = ['package.json'];

const BUNDLE_FILE = /\.(?:cjs|js|css|html|json|svg|png|woff2|wasm|tgz)$/;

const LICENCE_FILE = /^(?:licen[cs]e|copying|notice|third_party)[^/]*$/i;
const RUNNING_FILE = /\.(?:js|cjs|mjs|json|wasm)$/;
const NEVER_RUNS =
  /(?:^|\/)(?:tests?|__tests__|spec|bin|docs?|examples?|benchmarks?|coverage|man|\.[^/]+)\/|[._](?:test|spec)\.js$|\.min\.js$|(?:^|\/)(?:\.[^/]+|tsconfig[^/]*\.json)$/;

/** For packages that hold many builds of the same: the ones that Node loads. */
const NARROWED: readonly { readonly name: RegExp; readonly files: RegExp }[] = [
  {
    name: /^@tensorflow\/tfjs-node$/,
    files:
      // One name of each library, the one that the addon asks for: the others are links to it.
      /^(?:package\.json|dist\/(?!run_tests|benchmarks\/).*\.js|lib\/napi-v\d+\/[^/]+\.(?:node|dll|dylib)|deps\/lib\/[^/]+(?:\.so\.\d+|[a-z_]\.\d+\.dylib|\.dll)|deps\/[A-Z_]+)$/,
  },
  { name: /^@tensorflow\/tfjs-backend-wasm$/, files: /^(?:package\.json|dist\/[^/]+\.(?:node\.js|wasm))$/ },
  { name: /^@tensorflow\//, files: /^(?:package\.json|dist\/[^/]+\.node\.js)$/ },
  {
    name: /^wasm-media-encoders$/,
    files: /^(?:package\.json|dist\/(?:es\/index\.mjs|index\.cjs)|wasm\/[^/]+)$/,
  },
  {
    name: /^(?:mpg123-decoder|@wasm-audio-decoders\/.*)$/,
    files: /^(?:package\.json|index\.js|src\/.*\.js)$/,
  },
];

/**
 * @param packages paths as `packageClosure` gives them
 * @returns whether a path below the checkout stays out; it begins with '/', '' is the checkout itself, and
 *   folders come before what is in them
 */
export function leavesOut(packages: readonly string[]): (path: string) => boolean {
  const known = new Set(packages);
  const folders = new Set(
    [BUNDLES, ...packages].flatMap((path) =>
      path.split('/').map((_, index, parts) => parts.slice(0, index + 1).join('/')),
    ),
  );
  return (path) => {
    const relative = path.replaceAll('\\', '/').replace(/^\//, '');
    if (relative === '' || folders.has(relative) || OWN_FILES.includes(relative)) return false;
    if (relative.startsWith(`${BUNDLES}/`)) return !isBundleFile(relative.slice(BUNDLES.length + 1));
    const owner = ownerOf(relative);
    if (owner === null || !known.has(owner)) return true;
    return !belongs(owner.slice(owner.lastIndexOf('node_modules/') + 13), relative.slice(owner.length + 1));
  };
}

/** Folders of the bundles have no dot in their names. */
function isBundleFile(path: string): boolean {
  return BUNDLE_FILE.test(path) || !/\.[^/]*$/.test(path);
}

/** The package that a path is in: the innermost. */
function ownerOf(path: string): string | null {
  return /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/.exec(path)?.[0] ?? null;
}

function belongs(name: string, path: string): boolean {
  if (LICENCE_FILE.test(path) || isFolder(path)) return !NEVER_RUNS.test(`${path}/`);
  const narrowed = NARROWED.find((rule) => rule.name.test(name));
  if (narrowed !== undefined) return narrowed.files.test(path) && !NEVER_RUNS.test(path);
  return RUNNING_FILE.test(path) && !NEVER_RUNS.test(path);
}

/** Empty folders do no harm, so a name without an ending counts as one. */
function isFolder(path: string): boolean {
  return !/[^/]\.[^/]*$/.test(path) && !/(?:^|\/)(?:yargs|Makefile|Dockerfile|[A-Z]{3,}[A-Z_]*)$/.test(path);
}
