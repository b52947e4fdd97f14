import { describe, expect, it } from 'vitest';
import { packageClosure, runtimePackages } from '../../../../build/packaging/package-closure.ts';

const lock = {
  packages: {
    '': { dependencies: { a: '1', b: '1' } },
    'node_modules/a': { dependencies: { c: '2', '@types/c': '1' } },
    'node_modules/a/node_modules/c': { dependencies: { d: '1' } },
    'node_modules/b': { optionalDependencies: { c: '1', absent: '1' } },
    'node_modules/c': {},
    'node_modules/d': { dependencies: { a: '1' } },
    'node_modules/@types/c': {},
    'node_modules/builder': {},
  },
};

describe('the packages that run', () => {
  it('[F13] are those that the roots need, as Node finds them, each once, without types', () => {
    expect(packageClosure(lock, ['a'])).toEqual([
      'node_modules/a',
      'node_modules/a/node_modules/c',
      'node_modules/d',
    ]);
    expect(packageClosure(lock, ['b'])).toEqual(['node_modules/b', 'node_modules/c']);
    expect(packageClosure(lock, [])).toEqual([]);
  });

  it('[F13] begin with the dependencies of the project, without those of the window and of browsers', () => {
    const dependencies = { svelte: '5', uplot: '1', 'wavesurfer.js': '8', ws: '8', commander: '14' };
    expect(runtimePackages({ packages: { '': { dependencies } } })).toEqual(['commander']);
    expect(runtimePackages({ packages: {} })).toEqual([]);
  });

  it('[F13] a root that is not installed is an error', () => {
    expect(() => packageClosure(lock, ['e'])).toThrow('package-lock.json lacks e');
  });
});
