import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Scrubbing } from '../../../../renderer/state/scrubbing.ts';

function playerOf(isPlaying: boolean): { calls: string[]; scrubbing: Scrubbing } {
  const calls: string[] = [];
  const scrubbing = new Scrubbing({
    isPlaying,
    seek: (sec) => calls.push(`seek ${sec}`),
    sound: (isOn) => {
      calls.push(isOn ? 'sound' : 'silence');
      return Promise.resolve();
    },
  });
  return { calls, scrubbing };
}

describe('scrubbing', () => {
  beforeEach(() => vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] }));
  afterEach(() => vi.useRealTimers());

  it('[U101] a click moves what plays once, and sounds of nothing', () => {
    const { calls, scrubbing } = playerOf(true);
    scrubbing.begin(2);
    vi.advanceTimersByTime(300);
    scrubbing.end();
    expect(calls).toEqual(['seek 2', 'silence']);
  });

  it('[U101] a drag sounds in pieces, and ends where the hand is', () => {
    const { calls, scrubbing } = playerOf(false);
    scrubbing.begin(1);
    for (const sec of [1.1, 1.2, 1.3]) scrubbing.moveTo(sec);
    vi.advanceTimersByTime(60);
    expect(calls.filter((call) => call.startsWith('seek'))).toEqual(['seek 1', 'seek 1.3']);
    expect(calls).toContain('sound');
    vi.advanceTimersByTime(100);
    expect(calls.slice(-2)).toEqual(['silence', 'seek 1.3']);
    scrubbing.moveTo(1.4);
    scrubbing.end();
    expect(calls.slice(-2)).toEqual(['silence', 'seek 1.4']);
  });

  it('[U101] a drag while it plays lets it play on from where the hand last was', () => {
    const { calls, scrubbing } = playerOf(true);
    scrubbing.begin(1);
    scrubbing.moveTo(1.5);
    vi.advanceTimersByTime(500);
    scrubbing.end();
    expect(calls.filter((call) => call.startsWith('seek'))).toEqual(['seek 1', 'seek 1.5']);
  });
});
