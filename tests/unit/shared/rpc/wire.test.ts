import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseWire } from '../../../../shared/rpc/wire.ts';

describe('parseWire', () => {
  it('[RP2] takes every message of its own', () => {
    for (const message of [
      ['call', 0, 'document.commit', {}],
      ['cancel', 3],
      ['progress', 3, { fraction: 0.5 }],
      ['ok', 3, null],
      ['err', 3, { code: 'lost', message: 'gone' }],
      ['event', 'document.changed', {}],
    ]) {
      expect(parseWire(message)).toBe(message);
    }
  });

  it('[RP2] takes nothing else', () => {
    for (const other of [
      null,
      'call',
      {},
      [],
      ['call', 1, 'name'],
      ['call', -1, 'name', {}],
      ['call', 1.5, 'name', {}],
      ['call', 1, 7, {}],
      ['cancel', '1'],
      ['cancel', 1, 2],
      ['err', 1, 'lost'],
      ['err', 1, { code: 'lost' }],
      ['event', 1, {}],
      ['other', 1, {}],
    ]) {
      expect(parseWire(other)).toBeNull();
    }
    fc.assert(fc.property(fc.jsonValue(), (value) => void parseWire(value)));
  });
});
