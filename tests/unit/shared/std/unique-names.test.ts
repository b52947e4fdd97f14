import { describe, expect, it } from 'vitest';
import { uniqueNames } from '../../../../shared/std/unique-names.ts';

describe('uniqueNames', () => {
  it('[G1] counts repeated names, case aside, and takes no name that another has', () => {
    expect(uniqueNames(['Piano', 'piano', 'Piano 2', 'Violin', 'Piano'])).toEqual([
      'Piano',
      'piano 3',
      'Piano 2',
      'Violin',
      'Piano 4',
    ]);
  });
});
