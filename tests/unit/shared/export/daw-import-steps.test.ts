import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { dawImportPage, dawImports } from '../../../../shared/export/daw-import-steps.ts';

describe('how to import', () => {
  it('[EX35] eight programs have three to five steps each, with their source, and the docs page says the same', () => {
    expect(dawImports.map(({ program }) => program).join()).toMatch(
      /Ableton.*Logic.*Reaper.*Cubase.*Studio One.*Bitwig.*Pro Tools.*Ardour/,
    );
    for (const { steps, sources } of dawImports) {
      expect(steps.length).toBeGreaterThanOrEqual(3);
      expect(steps.length).toBeLessThanOrEqual(5);
      expect(sources.every(({ title, url }) => title !== '' && url.startsWith('https://'))).toBe(true);
    }
    const page = readFileSync(new URL('../../../../build/docs/daw-import.md', import.meta.url), 'utf8');
    expect(page).toBe(dawImportPage());
  });
});
