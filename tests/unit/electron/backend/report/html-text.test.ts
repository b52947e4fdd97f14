import { describe, expect, it } from 'vitest';
import { decimal, duration, escapeHtml } from '../../../../../electron/backend/report/html-text.ts';

describe('text of the report', () => {
  it('[R5] escapes what means something in HTML', () => {
    expect(escapeHtml(`<a href="x">'&'</a>`)).toBe('&lt;a href=&quot;x&quot;&gt;&#39;&amp;&#39;&lt;/a&gt;');
  });

  it('[R5] writes numbers and times for people', () => {
    expect([decimal(-3.14159), decimal(2, 0)]).toEqual(['\u22123.1', '2']);
    expect([duration(0.44), duration(9.97), duration(59.6), duration(125)]).toEqual([
      '0.4 s',
      '10 s',
      '60 s',
      '2 min 05 s',
    ]);
  });
});
