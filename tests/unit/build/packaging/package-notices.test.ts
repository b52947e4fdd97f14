import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { runtimePackages } from '../../../../build/packaging/package-closure.ts';
import type { LockFile } from '../../../../build/packaging/package-closure.ts';
import { noticesOf } from '../../../../build/packaging/package-notices.ts';

const lock = JSON.parse(readFileSync('package-lock.json', 'utf8')) as LockFile;
const hasTensorflowNotices = existsSync('node_modules/@tensorflow/tfjs-node/deps/THIRD_PARTY_TF_C_LICENSES');

describe('the notices of a package', () => {
  it('[PK5] hold the text of every package that is packed or bundled', () => {
    const notices = noticesOf(lock, false);
    for (const name of [
      ...runtimePackages(lock),
      'svelte',
      'uplot',
      'wavesurfer.js',
      'mpg123-decoder',
      'codec-parser',
    ])
      expect(notices).toMatch(new RegExp(`\\n${name.replaceAll('.', '\\.')} \\d+\\.\\d+\\.\\d+ \\(`));
    expect(notices).not.toMatch(/\n(?:vitest|electron-builder|eslint) \d/);
    for (const text of ['GNU GENERAL PUBLIC LICENSE', 'CC BY 3.0']) expect(notices).toContain(text);
  });

  it.skipIf(hasTensorflowNotices)(
    "[PK5] a package without TensorFlow's own notices says so, and is no release",
    () => {
      expect(noticesOf(lock, false)).toContain('NOT TO BE PASSED ON');
      expect(() => noticesOf(lock, true)).toThrow('cannot be passed on');
    },
  );

  it.skipIf(!hasTensorflowNotices)('[PK5] a release holds the notices that came with TensorFlow', () => {
    const own = readFileSync('node_modules/@tensorflow/tfjs-node/deps/THIRD_PARTY_TF_C_LICENSES', 'utf8');
    expect(noticesOf(lock, true)).toContain(own.trim());
  });
});
