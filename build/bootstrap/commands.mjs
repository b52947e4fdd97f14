/**
 * @typedef {({ readonly kind: 'bundle', readonly entry: string }
 *   | { readonly kind: 'script', readonly file: string, readonly args: readonly string[] }
 *   | { readonly kind: 'none' }) & { readonly needsWindow?: boolean }} Command
 *   'bundle' runs an entry of out/backend, 'script' a file of the checkout, 'none' only prepares.
 */

/** @type {Readonly<Record<string, Command>>} */
const COMMANDS = Object.freeze({
  demo: { kind: 'bundle', entry: 'demo' },
  test: {
    kind: 'script',
    file: 'node_modules/vitest/vitest.mjs',
    args: ['run', '--config', 'build/vitest.config.ts'],
    needsWindow: true,
  },
  'e2e:electron': {
    kind: 'script',
    file: 'node_modules/vitest/vitest.mjs',
    args: ['run', '--config', 'build/vitest.config.ts', 'tests/e2e/electron/electron.test.ts'],
    needsWindow: true,
  },
  check: { kind: 'script', file: 'build/checks/run.mjs', args: [] },
  build: { kind: 'none', needsWindow: true },
  divisi: { kind: 'bundle', entry: 'cli' },
  doctor: { kind: 'bundle', entry: 'doctor' },
  bench: { kind: 'bundle', entry: 'bench', needsWindow: true },
  torture: { kind: 'bundle', entry: 'torture' },
  'test-24': { kind: 'none', needsWindow: true },
  package: { kind: 'none' },
  make: { kind: 'none' },
  screenshots: { kind: 'bundle', entry: 'screenshots', needsWindow: true },
  start: { kind: 'none', needsWindow: true },
});

/** @returns {string[]} */
export function commandNames() {
  return Object.keys(COMMANDS);
}

/**
 * @param {string} name
 * @returns {Command | null}
 */
export function findCommand(name) {
  return Object.hasOwn(COMMANDS, name) ? (COMMANDS[name] ?? null) : null;
}
