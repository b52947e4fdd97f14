import { describe, expect, it } from 'vitest';
import { trueNotes, trueOnsets } from '../../../../bench/align/performances.ts';
import { scaleScore } from '../../../../support/played-scale.ts';

const score = scaleScore();
const pair = { scoreOnsetSec: 0.5, onsetSec: 3, offsetSec: 3.4, pitchMidi: 74, track: 0 };

describe('true onsets', () => {
  it('[Q12] pairs meet notes by pitch and score time, in their own track first, each once', () => {
    const strange = { ...pair, pitchMidi: 75 };
    const twice = { ...pair, onsetSec: 9 };
    expect([...trueOnsets(score, [pair, strange, twice])]).toEqual([['t1n2', pair]]);
    const both = { ...score, notes: [...score.notes, { ...score.notes[2]!, id: 't2n9', track: 1 }] };
    const left = { ...pair, track: 1 };
    const right = score.notes[2]!;
    expect(right.id).toBe('t1n2');
    expect([...trueOnsets(both, [left, pair])].map(([id, { track }]) => [id, track])).toEqual([
      ['t2n9', 1],
      ['t1n2', 0],
    ]);
  });

  it('[Q12] as an alignment they are certain', () => {
    expect(trueNotes(score, [pair])).toEqual([
      { id: 't1n2', visit: 1, onsetSec: 3, offsetSec: 3.4, confidence: 1 },
    ]);
  });
});
