/**
 * The import table: which folder may import what. ARCHITECTURE.md holds the same table for people.
 *
 * @typedef {import('./layers.mjs').Import} Import
 */

/** The layers of shared/, lowest first; each may import itself and what stands before it. */
const SHARED_LAYERS = Object.freeze([
  'shared/contract/errors.ts',
  'shared/std/',
  'shared/music/',
  'shared/labels/',
  'shared/export/',
  'shared/document/',
  'shared/rpc/',
  'shared/contract/',
]);

/** Outer parts of the backend, which the engine must not know. */
const AROUND_ENGINE = /^electron\/backend\/(?!engine\/|native\/)/;

const BROWSER_PACKAGES = /^(?:svelte|uplot|wavesurfer\.js)(?:\/|$)/;
const PRELOAD_NAMES = Object.freeze(['electron']);

/**
 * Zones from the most to the least specific; the first whose prefix fits a file decides.
 *
 * @type {readonly { readonly prefix: string, readonly judge: (edge: Import) => string | null }[]}
 */
const ZONES = Object.freeze([
  { prefix: 'shared/', judge: judgeShared },
  { prefix: 'electron/backend/native/', judge: judgeBackend },
  {
    prefix: 'electron/backend/engine/',
    judge: (edge) => judgeEngine(edge) ?? judgeOutsideNative(edge) ?? judgeBackend(edge),
  },
  { prefix: 'electron/backend/', judge: (edge) => judgeOutsideNative(edge) ?? judgeBackend(edge) },
  {
    prefix: 'electron/main/',
    judge: (edge) => only(edge, ['shared/', 'electron/main/'], 'main') ?? judgeMainPackages(edge),
  },
  { prefix: 'electron/preload/', judge: judgePreload },
  { prefix: 'renderer/', judge: judgeRenderer },
  { prefix: 'build/', judge: (edge) => only(edge, ['build/'], 'build') },
]);

/**
 * @param {Import} edge
 * @returns {string | null} why the import is forbidden; null when it is allowed
 */
export function forbiddenImport(edge) {
  if (/\.entry\.ts$/.test(edge.to)) return 'an entry is started, never imported';
  return ZONES.find(({ prefix }) => edge.from.startsWith(prefix))?.judge(edge) ?? null;
}

/** @param {Import} edge */
function judgeShared(edge) {
  const own = only(edge, ['shared/'], 'shared');
  if (own !== null) return own;
  if (!isFile(edge.to))
    return isNode(edge.to) || edge.to === 'electron' || isTensor(edge.to) || BROWSER_PACKAGES.test(edge.to)
      ? 'shared runs everywhere, so it has no Node, Electron, TensorFlow or DOM'
      : null;
  return sharedLayer(edge.to) > sharedLayer(edge.from)
    ? 'a lower layer of shared imports a higher one'
    : null;
}

/** @param {string} path */
function sharedLayer(path) {
  return SHARED_LAYERS.findIndex((layer) => path.startsWith(layer));
}

/** @param {Import} edge */
function judgeEngine(edge) {
  if (AROUND_ENGINE.test(edge.to)) return 'the engine knows nothing of the program around it';
  if (edge.to.startsWith('electron/backend/native/') && !edge.typeOnly)
    return 'the engine receives its tensor library as an argument; only types come from native';
  return null;
}

/** @param {Import} edge */
function judgeOutsideNative(edge) {
  if (edge.to === '@tensorflow/tfjs-core' && edge.typeOnly) return null;
  return isTensor(edge.to) ? 'only electron/backend/native loads a tensor library' : null;
}

/** @param {Import} edge */
function judgeBackend(edge) {
  if (edge.to === 'electron' || (edge.to.startsWith('electron/') && !isFile(edge.to)))
    return 'the backend is a plain Node program without Electron';
  if (BROWSER_PACKAGES.test(edge.to)) return 'the backend has no DOM';
  return only(edge, ['shared/', 'electron/backend/'], 'the backend');
}

/** @param {Import} edge */
function judgeMainPackages(edge) {
  return isTensor(edge.to) || BROWSER_PACKAGES.test(edge.to)
    ? 'main opens windows; it has no tensors and no DOM'
    : null;
}

/** @param {Import} edge */
function judgePreload(edge) {
  if (isFile(edge.to))
    return edge.to.startsWith('electron/preload/') || (edge.to.startsWith('shared/') && edge.typeOnly)
      ? null
      : 'preload imports itself and types of shared';
  return PRELOAD_NAMES.includes(edge.to) || edge.typeOnly
    ? null
    : 'preload is sandboxed: it has Electron only';
}

/** @param {Import} edge */
function judgeRenderer(edge) {
  const own = only(edge, ['shared/', 'renderer/'], 'the renderer');
  if (own !== null) return own;
  if (isNode(edge.to) || edge.to === 'electron' || isTensor(edge.to)) return 'the renderer is a web page';
  const from = feature(edge.from);
  const to = feature(edge.to);
  return from !== null && to !== null && from !== to ? 'features never import features' : null;
}

/** @param {string} path */
function feature(path) {
  return /^renderer\/features\/([^/]+)\//.exec(path)?.[1] ?? null;
}

/**
 * @param {Import} edge
 * @param {readonly string[]} prefixes of the project's own files
 * @param {string} who
 * @returns {string | null}
 */
function only(edge, prefixes, who) {
  if (!isFile(edge.to) || prefixes.some((prefix) => edge.to.startsWith(prefix))) return null;
  return `${who} imports only ${prefixes.join(' and ')}`;
}

/**
 * Resolved relative imports start with a top-level folder of the project and name a file.
 *
 * @param {string} target
 */
function isFile(target) {
  return /^(?:\.\.\/|(?:shared|electron|renderer|build|tests)\/).*\.[a-z]+$/.test(target);
}

/** @param {string} target */
function isNode(target) {
  return target.startsWith('node:');
}

/** @param {string} target */
function isTensor(target) {
  return target.startsWith('@tensorflow/');
}
