import { describe, expect, it } from 'vitest';
import { parseQualityOptions } from '../../../../bench/quality/quality-options.ts';

const needed = ['--data', 'data', '--json', 'rows.json'];

describe('parseQualityOptions', () => {
  it('takes the measurements of the page by default', () => {
    const parsed = parseQualityOptions(needed, '/here');
    expect(parsed.ok && parsed.value).toMatchObject({
      data: '/here/data',
      json: '/here/rows.json',
      pianos: ['fluid', 'salamander'],
      methods: ['A', 'A+', 'B', 'C', 'D', 'divisi'],
      recipe: 'divisi',
      excerptSec: { start: 0, end: 40 },
      pieces: null,
      seed: 1,
      jitterMs: [],
      limitSec: 1800,
      only: false,
    });
  });

  it('reads lists and sections', () => {
    const parsed = parseQualityOptions(
      [...needed, '--excerpt', 'whole', '--jitter-ms', '50,150', '--ceiling', '--pieces', 'a, b', '--resume'],
      '/here',
    );
    expect(parsed.ok && parsed.value).toMatchObject({
      excerptSec: null,
      jitterMs: [50, 150],
      pieces: ['a', 'b'],
    });
    expect(parsed.ok && [...parsed.value.extras]).toEqual(['ceiling']);
  });

  it.each([
    [['--data', 'data'], '--json'],
    [[...needed, '--methods', 'A,E'], '"E"'],
    [[...needed, '--excerpt', '40-0'], 'end'],
    [[...needed, '--jitter-ms', 'much'], '--jitter-ms'],
    [[...needed, '--surprise'], '--surprise'],
  ])('names what is wrong with %j', (args, part) => {
    const parsed = parseQualityOptions(args, '/here');
    expect(!parsed.ok && parsed.error.code).toBe('bad-usage');
    expect(!parsed.ok && parsed.error.message).toContain(part);
  });
});
