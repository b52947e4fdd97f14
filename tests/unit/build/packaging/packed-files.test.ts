import { describe, expect, it } from 'vitest';
import { leavesOut } from '../../../../build/packaging/packed-files.ts';

const isLeftOut = leavesOut([
  'node_modules/@mapbox/node-pre-gyp',
  'node_modules/@mapbox/node-pre-gyp/node_modules/debug',
  'node_modules/@tensorflow/tfjs-core',
  'node_modules/@tensorflow/tfjs-node',
  'node_modules/@tensorflow/tfjs-backend-wasm',
  'node_modules/mpg123-decoder',
  'node_modules/tar',
]);

describe('what goes into the application', () => {
  it.each([
    '',
    '/package.json',
    '/.vite',
    '/.vite/build',
    '/.vite/build/main.cjs',
    '/.vite/build/chunks/separate-0a1b.js',
    '/.vite/build/renderer/index.html',
    '/.vite/build/renderer/assets/index-0a1b.css',
    '/node_modules',
    '/node_modules/@mapbox',
    '/node_modules/@mapbox/node-pre-gyp/node_modules',
    '/node_modules/@mapbox/node-pre-gyp/node_modules/debug/src/node.js',
    '/node_modules/tar/package.json',
    '/node_modules/tar/LICENSE',
    '/node_modules/tar/lib',
    '/node_modules/tar/lib/unpack.js',
    '/node_modules/mpg123-decoder/src/EmscriptenWasm.js',
    '/node_modules/@tensorflow/tfjs-core/dist/tf-core.node.js',
    '/node_modules/@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm',
    '/node_modules/@tensorflow/tfjs-node/dist/kernels/Abs.js',
    '/node_modules/@tensorflow/tfjs-node/lib/napi-v8/tfjs_binding.node',
    '/node_modules/@tensorflow/tfjs-node/lib/napi-v8/tensorflow.dll',
    '/node_modules/@tensorflow/tfjs-node/deps/lib/libtensorflow.so.2',
    '/node_modules/@tensorflow/tfjs-node/deps/lib/libtensorflow_framework.2.dylib',
    '/node_modules/@tensorflow/tfjs-node/deps/THIRD_PARTY_TF_C_LICENSES',
  ])('[F13] %j goes in', (path) => {
    expect(isLeftOut(path)).toBe(false);
  });

  it.each([
    ['sources', '/electron/backend/cli.entry.ts'],
    ['tests', '/tests'],
    ['the lock file', '/package-lock.json'],
    ['builds of the checkout', '/out'],
    ['maps to sources', '/.vite/build/cli.entry.js.map'],
    ['packages that only build', '/node_modules/vite/dist/node/index.js'],
    ['commands of packages', '/node_modules/.bin/tsc'],
    ['traces of the set-up', '/node_modules/.divisi/native.json'],
    ['a package of another one', '/node_modules/tar/node_modules/debug/src/node.js'],
    ['types', '/node_modules/tar/index.d.ts'],
    ['tests of a package', '/node_modules/tar/test/unpack.js'],
    ['commands of a package', '/node_modules/tar/bin/tar'],
    ['other builds of the same', '/node_modules/@tensorflow/tfjs-core/dist/tf-core.min.js'],
    ['sources of the addon', '/node_modules/@tensorflow/tfjs-node/binding/tfjs_backend.cc'],
    ['links to a library', '/node_modules/@tensorflow/tfjs-node/deps/lib/libtensorflow.so'],
    [
      'versions of a library by their full name',
      '/node_modules/@tensorflow/tfjs-node/deps/lib/libtensorflow.so.2.9.1',
    ],
    ['what the set-up made', '/demo-output/report.html'],
  ])('[F13] of %s, %j stays out', (_what, path) => {
    expect(isLeftOut(path)).toBe(true);
  });

  it('[F13] paths of Windows mean the same', () => {
    expect(isLeftOut('/node_modules\\tar\\lib\\unpack.js')).toBe(false);
    expect(isLeftOut('\\electron\\backend\\cli.entry.ts')).toBe(true);
  });
});
