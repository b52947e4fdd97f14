import { describe, expect, it } from 'vitest';
import { isLeftOut } from '../../forge.config.ts';

describe('what goes into the packed application', () => {
  it.each([
    '',
    '/package.json',
    '/LICENSE',
    '/out',
    '/out/backend',
    '/out/backend/cli.entry.js',
    '/node_modules',
    '/node_modules/@tensorflow/tfjs-node/lib/napi-v8/tfjs_binding.node',
  ])('[F13] %j goes in', (path) => {
    expect(isLeftOut(path)).toBe(false);
  });

  it.each([
    '/electron/backend/cli.entry.ts',
    '/tests',
    '/package-lock.json',
    '/out/builds',
    '/out/builds/0123/cli.entry.js',
    '/out/types/shared.tsbuildinfo',
    '/node_modules/.divisi/native.json',
    '/demo-output/report.html',
  ])('[F13] %j stays out', (path) => {
    expect(isLeftOut(path)).toBe(true);
  });
});
