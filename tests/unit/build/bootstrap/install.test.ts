import { describe, expect, it } from 'vitest';
import { matchesInstalled } from '../../../../build/bootstrap/install.mjs';

const wanted = {
  packages: {
    '': { version: '0.1.0' },
    'node_modules/a': { version: '1.0.0' },
    'node_modules/b-win32': { version: '2.0.0', optional: true },
  },
};

function installed(packages: Record<string, { version: string }>): unknown {
  return { packages };
}

describe('matching the lock file with what is installed', () => {
  it('[F2] the same versions need no installation', () => {
    expect(
      matchesInstalled(
        wanted,
        installed({ 'node_modules/a': { version: '1.0.0' }, 'node_modules/b-win32': { version: '2.0.0' } }),
      ),
    ).toBe(true);
  });

  it('[F2] an optional package of another platform may be missing', () => {
    expect(matchesInstalled(wanted, installed({ 'node_modules/a': { version: '1.0.0' } }))).toBe(true);
  });

  it('[F2] another version, or a missing package, needs one', () => {
    expect(matchesInstalled(wanted, installed({ 'node_modules/a': { version: '1.0.1' } }))).toBe(false);
    expect(matchesInstalled(wanted, installed({}))).toBe(false);
  });

  it('[F2] no record of an installation needs one', () => {
    expect(matchesInstalled(wanted, null)).toBe(false);
    expect(matchesInstalled(wanted, { packages: null })).toBe(false);
  });
});
