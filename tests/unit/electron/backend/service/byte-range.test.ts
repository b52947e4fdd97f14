import { describe, expect, it } from 'vitest';
import { parseRange } from '../../../../../electron/backend/service/byte-range.ts';

describe('parseRange', () => {
  it('[RP13] reads single ranges', () => {
    expect(parseRange('bytes=0-0', 10)).toEqual({ start: 0, end: 1 });
    expect(parseRange('bytes=2-5', 10)).toEqual({ start: 2, end: 6 });
    expect(parseRange('bytes=7-', 10)).toEqual({ start: 7, end: 10 });
    expect(parseRange('bytes=7-99', 10)).toEqual({ start: 7, end: 10 });
    expect(parseRange('bytes=-3', 10)).toEqual({ start: 7, end: 10 });
    expect(parseRange('bytes=-30', 10)).toEqual({ start: 0, end: 10 });
  });

  it('[RP13] ranges outside cannot be satisfied; other headers ask for the whole', () => {
    expect(parseRange('bytes=10-', 10)).toBe('unsatisfiable');
    expect(parseRange('bytes=-0', 10)).toBe('unsatisfiable');
    expect(parseRange('bytes=0-', 0)).toBe('unsatisfiable');
    for (const header of [undefined, '', 'bytes', 'bytes=-', 'bytes=5-2', 'bytes=0-1,3-4', 'lines=0-1']) {
      expect(parseRange(header, 10)).toBe('whole');
    }
  });
});
