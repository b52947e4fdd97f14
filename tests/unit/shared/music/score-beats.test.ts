import { describe, expect, it } from 'vitest';
import { scoreBeats } from '../../../../shared/music/score-beats.ts';

describe('scoreBeats', () => {
  it('[AL56] bars and beats follow the time signatures', () => {
    const timeSignatures = [
      { tick: 0, numerator: 3, denominator: 4 },
      { tick: 2880, numerator: 6, denominator: 8 },
    ];
    const beats = scoreBeats({ ticksPerQuarter: 480, timeSignatures }, 4300);
    expect(beats.slice(0, 4)).toEqual([
      { tick: 0, bar: 1, beat: 1 },
      { tick: 480, bar: 1, beat: 2 },
      { tick: 960, bar: 1, beat: 3 },
      { tick: 1440, bar: 2, beat: 1 },
    ]);
    expect(beats.filter(({ bar }) => bar === 3).map(({ tick }) => tick)).toEqual([
      2880, 3120, 3360, 3600, 3840, 4080,
    ]);
    expect(beats.at(-1)).toEqual({ tick: 4320, bar: 4, beat: 1 });
  });

  it('[AL56] without a signature bars have four quarters; one within a bar begins a new one', () => {
    expect(scoreBeats({ ticksPerQuarter: 100, timeSignatures: [] }, 400).at(-1)).toEqual({
      tick: 400,
      bar: 2,
      beat: 1,
    });
    const within = [{ tick: 250, numerator: 2, denominator: 4 }];
    const beats = scoreBeats({ ticksPerQuarter: 100, timeSignatures: within }, 300);
    expect(beats.map(({ tick, bar }) => [tick, bar])).toEqual([
      [0, 1],
      [100, 1],
      [200, 1],
      [250, 2],
      [350, 2],
    ]);
  });
});
