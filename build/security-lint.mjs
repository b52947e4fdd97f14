/**
 * What the linter refuses in the desktop application and in pages, since it would undo what SECURITY.md promises:
 * outside addresses, code as text, channels beside the listed ones, processes and sockets of main's own.
 */

/** Node's modules that start programs or reach the network. Main starts its processes through Electron. */
const REFUSED_MODULES = [
  'node:child_process',
  'node:cluster',
  'node:dgram',
  'node:http',
  'node:http2',
  'node:https',
  'node:inspector',
  'node:net',
  'node:tls',
  'node:vm',
  'ws',
];

/** Of Electron's objects. */
const REFUSED_IN_MAIN = {
  openExternal: 'Nothing of Divisi leads out of the application.',
  executeJavaScript: 'Main sends orders, never code.',
  loadFile: 'Pages load through the application’s own protocol.',
  enableRemoteModule: 'There is no remote module.',
  setIgnoreCertificateErrors: 'There are no certificates to ignore.',
  handleOnce: 'Channels are those of serve-host.ts.',
};

/** Of ipcRenderer and webFrame. */
const REFUSED_IN_PRELOAD = {
  send: 'Calls go through ipcRenderer.invoke, which main answers by name.',
  sendSync: 'Calls go through ipcRenderer.invoke, which main answers by name.',
  sendToHost: 'There is no web view.',
  executeJavaScript: 'The preload offers functions, never code.',
  exposeInIsolatedWorld: 'The preload has one world to offer something to.',
};

/**
 * @param {Readonly<Record<string, string>>} properties names, and what to do instead
 * @returns {['error', ...{ property: string, message: string }[]]}
 */
function refusedProperties(properties) {
  return ['error', ...Object.entries(properties).map(([property, message]) => ({ property, message }))];
}

const NO_CODE_AS_TEXT = Object.freeze({
  'no-eval': 'error',
  'no-implied-eval': 'error',
  'no-new-func': 'error',
  'no-script-url': 'error',
});

/** @typedef {NonNullable<import('typescript-eslint').ConfigArray[number]['rules']>} Rules */

/** @type {Readonly<Record<'main' | 'preload' | 'renderer', Rules>>} */
export const securityRules = Object.freeze({
  main: {
    ...NO_CODE_AS_TEXT,
    'no-restricted-imports': ['error', { paths: REFUSED_MODULES }],
    'no-restricted-properties': refusedProperties(REFUSED_IN_MAIN),
  },
  preload: { ...NO_CODE_AS_TEXT, 'no-restricted-properties': refusedProperties(REFUSED_IN_PRELOAD) },
  renderer: NO_CODE_AS_TEXT,
});
