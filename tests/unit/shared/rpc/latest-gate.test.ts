import { describe, expect, it } from 'vitest';
import { LatestGate } from '../../../../shared/rpc/latest-gate.ts';
import { HandTimers } from '../../../support/rpc-fixtures.ts';

describe('LatestGate', () => {
  it('[RP5] sends at once, then at most 20 a second, each time the latest', () => {
    const timers = new HandTimers();
    const sent: number[] = [];
    const gate = new LatestGate<number>((value) => sent.push(value), timers);
    for (let ms = 0; ms < 1000; ms++) {
      gate.push(ms);
      timers.advance(1);
    }
    expect(sent.length).toBeLessThanOrEqual(21);
    expect(sent.length).toBeGreaterThanOrEqual(20);
    expect(sent[0]).toBe(0);
    expect(sent.at(-1)).toBeGreaterThanOrEqual(950);
    expect(sent).toEqual([...sent].sort((a, b) => a - b));
  });

  it('[RP5] the last value comes without another push; flush does not wait, drop forgets', () => {
    const timers = new HandTimers();
    const sent: string[] = [];
    const gate = new LatestGate<string>((value) => sent.push(value), timers);
    gate.push('a');
    gate.push('b');
    timers.advance(50);
    expect(sent).toEqual(['a', 'b']);
    gate.push('c');
    gate.flush();
    expect(sent).toEqual(['a', 'b', 'c']);
    gate.push('d');
    gate.drop();
    timers.advance(1000);
    expect(sent).toEqual(['a', 'b', 'c']);
    expect(timers.waiting).toBe(0);
  });
});
