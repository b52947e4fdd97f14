import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseCsv } from '../../../../shared/std/csv.ts';

describe('CSV', () => {
  it('[EX43] cells may be quoted, and hold commas, quotes and line ends', () => {
    expect(parseCsv('\ufeffa,b\r\n"x, ""y""", z \n\n"two\nlines",\n')).toEqual([
      ['a', 'b'],
      ['x, "y"', ' z '],
      ['two\nlines', ''],
    ]);
  });

  it('[EX43] what is quoted comes back, whatever it is', () => {
    const cell = fc
      .string({ unit: 'grapheme' })
      .filter((text) => text.trim() !== '' && !text.includes('\ufeff'));
    fc.assert(
      fc.property(fc.array(fc.array(cell, { minLength: 1, maxLength: 4 }), { minLength: 1 }), (rows) => {
        const text = rows
          .map((row) => row.map((value) => `"${value.replaceAll('"', '""')}"`).join(','))
          .join('\r\n');
        expect(parseCsv(text)).toEqual(rows);
      }),
    );
  });
});
