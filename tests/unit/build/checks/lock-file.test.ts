import { describe, expect, it } from 'vitest';
import { lockFileProblems } from '../../../../build/checks/lock-file.mjs';

describe('the lock file', () => {
  it('[F11] names versions and hashes, never an address', () => {
    const packages = {
      '': {},
      'node_modules/a': { integrity: 'sha512-a' },
      'node_modules/b': { integrity: 'sha512-b', resolved: 'https://example.org/b.tgz' },
      'node_modules/c': {},
    };
    expect(lockFileProblems({ packages })).toEqual([
      'node_modules/b carries an address: https://example.org/b.tgz',
      'node_modules/c carries no hash',
    ]);
  });

  it('[F11] holds every package that another one needs, optional ones of other platforms included', () => {
    const packages = {
      '': { dependencies: { a: '1.0.0' } },
      'node_modules/a': {
        integrity: 'sha512-a',
        dependencies: { b: '1.0.0' },
        optionalDependencies: { '@a/win32': '1.0.0' },
      },
      'node_modules/a/node_modules/b': { integrity: 'sha512-b' },
    };
    expect(lockFileProblems({ packages })).toEqual(['node_modules/a needs @a/win32, which is missing']);
  });
});
