import { describe, expect, it } from 'vitest';
import { numberedNames, plainNames } from '../../../../shared/export/export-names.ts';

describe('names of exported files', () => {
  it('[EX36] are the piece, a number and the group, safe on every system', () => {
    expect(numberedNames('Für Elise', ['Right: hand', 'a/b\\c', 'CON'], 1, 3)).toEqual([
      'Für Elise - 01 Right- hand',
      'Für Elise - 02 a-b-c',
      'Für Elise - 03 _CON',
    ]);
    expect(numberedNames('x', ['a'], 7, 120)).toEqual(['x - 007 a']);
  });

  it('[EX36] stay apart where groups differ in nothing that a file name keeps', () => {
    const names = numberedNames('x', ['a?', 'a*', 'A_'], 1, 3);
    expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(3);
    const plain = plainNames('x', ['mix', 'Mix', 'mix']);
    expect(new Set(plain.map((name) => name.toLowerCase())).size).toBe(3);
  });

  it('[EX36] are cut where they are long, whole characters at a time', () => {
    const [name] = numberedNames('🎹'.repeat(300), ['ö'.repeat(300)], 1, 1);
    expect(new TextEncoder().encode(name).length).toBeLessThanOrEqual(180);
    expect(name).toMatch(/^(🎹)+ - 01 ö*$/u);
  });
});
