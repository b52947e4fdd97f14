import { describe, expect, it } from 'vitest';
import {
  isAllowed,
  licenceProblem,
  noticeProblems,
  productionDependencies,
} from '../../../../build/checks/licences.mjs';

function dependency(name: string, licence: string) {
  return { name, version: '1.0.0', licence, path: `node_modules/${name}` };
}

describe('licences of production packages', () => {
  it.each([
    ['MIT', true],
    ['(BSD-3-Clause AND Apache-2.0)', true],
    ['(MIT OR GPL-3.0)', true],
    ['MIT AND GPL-3.0', false],
    ['GPL-3.0-only', false],
    ['LGPL-2.1', false],
    ['unknown', false],
    ['SEE LICENSE IN LICENSE', false],
  ])('[F10] %s is allowed: %s', (expression, allowed) => {
    expect(isAllowed(expression)).toBe(allowed);
  });

  it('[F10] copyleft is allowed by name and exact licence only', () => {
    expect(licenceProblem(dependency('codec-parser', 'LGPL-3.0-or-later'))).toBeNull();
    expect(licenceProblem(dependency('codec-parser', 'GPL-3.0'))).toMatch(/codec-parser@1\.0\.0/);
    expect(licenceProblem(dependency('other', 'LGPL-3.0-or-later'))).toMatch(/not on the list/);
  });

  it('[F10] development packages do not count, nested ones do, no licence is unknown', () => {
    const lock = {
      packages: {
        '': { version: '0.1.0' },
        'node_modules/b': { version: '2.0.0', license: 'MIT' },
        'node_modules/b/node_modules/@a/c': { version: '3.0.0' },
        'node_modules/dev': { version: '1.0.0', license: 'GPL-3.0', dev: true },
        'node_modules/optional-dev': { version: '1.0.0', license: 'GPL-3.0', devOptional: true },
      },
    };
    expect(productionDependencies(lock).map(({ name, licence }) => [name, licence])).toEqual([
      ['@a/c', 'unknown'],
      ['b', 'MIT'],
    ]);
  });

  it('[F10] every package stands in the notices with its version and licence', () => {
    const notices = '| a | 1.0.0 | MIT | Copyright A |\n| b | 0.9.0 | MIT | Copyright B |\n';
    expect(noticeProblems([dependency('a', 'MIT'), dependency('b', 'MIT')], notices)).toEqual([
      expect.stringMatching(/lacks b@1\.0\.0/),
    ]);
  });
});
