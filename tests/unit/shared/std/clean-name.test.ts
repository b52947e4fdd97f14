import { describe, expect, it } from 'vitest';
import { cleanName } from '../../../../shared/std/clean-name.ts';

describe('cleanName', () => {
  it('[D3] gives one line, cut between characters', () => {
    expect(cleanName(' Klavier\u0000\r\nrechts ', 'x')).toBe('Klavier rechts');
    expect(cleanName('\t\u0007 ', 'fallback')).toBe('fallback');
    expect(cleanName('\u{1F3B9}'.repeat(300), 'x')).toBe('\u{1F3B9}'.repeat(95));
  });
});
