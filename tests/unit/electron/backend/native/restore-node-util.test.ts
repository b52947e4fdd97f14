import { describe, expect, it } from 'vitest';
import { restoreNodeUtil } from '../../../../../electron/backend/native/restore-node-util.ts';

describe('the type predicates that Node removed', () => {
  it('[N8] are put back where they are missing', () => {
    const target: Record<string, unknown> = {};
    restoreNodeUtil(target);
    const isNullOrUndefined = target['isNullOrUndefined'] as (value: unknown) => boolean;
    expect([null, undefined, 0, ''].map(isNullOrUndefined)).toEqual([true, true, false, false]);
    expect(target['isArray']).toBe(Array.isArray);
  });

  it('[N8] stay what they are where they exist', () => {
    const own = (): boolean => true;
    const target: Record<string, unknown> = { isArray: own };
    restoreNodeUtil(target);
    expect(target['isArray']).toBe(own);
  });
});
