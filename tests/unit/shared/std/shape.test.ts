import { describe, expect, it } from 'vitest';
import {
  eitherOf,
  flag,
  listOf,
  numberIn,
  objectOf,
  oneOf,
  optional,
  orNull,
  pairOf,
  recordOfValues,
  refined,
  textLike,
  wholeIn,
} from '../../../../shared/std/shape.ts';

type Item = {
  readonly name: string;
  readonly count?: number;
  readonly place: readonly [number, boolean] | null;
};
const item = objectOf<Item>({
  name: textLike(/^[a-z]+$/, 'small letters'),
  count: optional(wholeIn(0, 9)),
  place: orNull(pairOf(numberIn(-1, 1), flag)),
});

describe('shapes', () => {
  it('[D4] say where a value does not fit, and what was expected', () => {
    const cases: readonly [value: unknown, fault: string | null][] = [
      [{ name: 'a', place: null }, null],
      [{ name: 'a', count: 3, place: [0.5, true] }, null],
      [{ name: 'A', place: null }, 'x.name: expected small letters, got "A"'],
      [{ name: 'a', count: 3.5, place: null }, 'x.count: expected a whole number from 0 to 9, got 3.5'],
      [{ name: 'a', place: [Number.NaN, true] }, 'x.place[0]: expected a number from -1 to 1, got NaN'],
      [{ name: 'a', place: [0] }, 'x.place: expected a pair, got a list'],
      [{ name: 'a', place: [0, 1] }, 'x.place[1]: expected true or false, got 1'],
      [{ place: null }, 'x: "name" is missing'],
      [{ name: 'a', place: null, toString: 1 }, 'x: "toString" is not a known field'],
      ['a', 'x: expected an object with name, count, place, got "a"'],
      [null, 'x: expected an object with name, count, place, got null'],
    ];
    for (const [value, fault] of cases) expect(item.fault(value, 'x')).toBe(fault);
  });

  it('[D4] lists and objects have bounds', () => {
    const list = listOf(oneOf(['a', 'b']), 2, 1);
    expect(list.fault(['a', 'b'], 'l')).toBeNull();
    expect(list.fault([], 'l')).toBe('l: expected 1 to 2 entries, got 0');
    expect(list.fault(['c'], 'l')).toBe('l[0]: expected "a" or "b", got "c"');
    expect(list.fault({}, 'l')).toBe('l: expected a list, got an object');
    const values = recordOfValues(/^[a-z]+$/, wholeIn(0, 1), 2);
    expect(values.fault({ a: 1, b: 0 }, 'v')).toBeNull();
    expect(values.fault({ a: 1, b: 0, c: 0 }, 'v')).toBe('v: expected at most 2 fields, got 3');
    expect(values.fault(JSON.parse('{"__proto__": 1}'), 'v')).toBe('v: "__proto__" is not a known field');
    expect(values.fault({ a: 2 }, 'v')).toBe('v.a: expected a whole number from 0 to 1, got 2');
    expect(values.fault([], 'v')).toBe('v: expected an object, got a list');
  });

  it('[D4] conditions between fields see only what fits', () => {
    const range = refined(pairOf(numberIn(0, 9), numberIn(0, 9)), ([from, to]) =>
      from < to ? null : 'upside down',
    );
    expect(range.fault([2, 1], 'r')).toBe('r: upside down');
    expect(range.fault(['2', 1], 'r')).toBe('r[0]: expected a number from 0 to 9, got "2"');
    expect(eitherOf(flag, range).fault(true, 'e')).toBeNull();
    expect(eitherOf(flag, range).fault([2, 1], 'e')).toBe('e: upside down');
    const long = textLike(/^$/, 'nothing').fault('x'.repeat(100), 't');
    expect(long).toBe(`t: expected nothing, got "${'x'.repeat(40)}..."`);
  });
});
