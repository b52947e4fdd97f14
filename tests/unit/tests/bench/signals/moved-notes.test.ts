import { describe, expect, it } from 'vitest';
import { parseScore } from '../../../../../electron/backend/engine/score/read-score.ts';
import type { Score } from '../../../../../shared/music/score.ts';
import { jitterScore, repeatScore } from '../../../../bench/signals/moved-notes.ts';
import { writeTimedMidi } from '../../../../bench/signals/timed-midi.ts';
import type { TimedNote } from '../../../../bench/signals/timed-midi.ts';

const note = (pitchMidi: number, onsetSec: number, offsetSec: number, channel = 0): TimedNote => ({
  pitchMidi,
  onsetSec,
  offsetSec,
  velocity: 80,
  channel,
  program: 0,
});

function scoreOf(right: readonly TimedNote[], left: readonly TimedNote[]): Score {
  const tracks = [
    { name: 'right', notes: right },
    { name: 'left', notes: left },
  ];
  const parsed = parseScore(writeTimedMidi(tracks), 'made.mid');
  if (!parsed.ok) throw new Error(parsed.error.message);
  return parsed.value;
}

const right = Array.from({ length: 40 }, (_, i) => note(60 + (i % 12), i, i + 0.5));
const left = Array.from({ length: 20 }, (_, i) => note(40 + (i % 7), 2 * i + 0.25, 2 * i + 1.5, 1));

describe('writeTimedMidi', () => {
  it('[Q3] gives notes, names, channels and programs back at the same times', () => {
    const score = scoreOf(right, [{ ...left[0]!, program: 40 }]);
    expect(score.tracks.filter(({ noteCount }) => noteCount > 0).map(({ name }) => name)).toEqual([
      'right',
      'left',
    ]);
    const first = score.notes.filter(({ channel }) => channel === 0);
    expect(first).toHaveLength(right.length);
    first.forEach((read, i) => {
      expect(read.pitchMidi).toBe(right[i]!.pitchMidi);
      expect(read.onsetSec).toBeCloseTo(right[i]!.onsetSec, 4);
      expect(read.offsetSec).toBeCloseTo(right[i]!.offsetSec, 4);
    });
    expect(score.notes.find(({ channel }) => channel === 1)?.program).toBe(40);
  });
});

describe('jitterScore', () => {
  it('[Q3] the same seed moves the same notes by the same amounts, another seed by others', () => {
    const score = scoreOf(right, left);
    expect(jitterScore(score, 0.15, 7)).toEqual(jitterScore(score, 0.15, 7));
    expect(jitterScore(score, 0.15, 7)).not.toEqual(jitterScore(score, 0.15, 8));
  });

  it('[Q3] moves every note as a whole, by at most the given time, never before 0', () => {
    const score = scoreOf(right, left);
    const moves = jitterScore(score, 0.15, 1).flatMap(({ notes }, track) => {
      const own = score.notes.filter((each) => each.channel === track);
      expect(notes).toHaveLength(own.length);
      return notes.map((moved, i) => {
        expect(moved.offsetSec - moved.onsetSec).toBeCloseTo(own[i]!.offsetSec - own[i]!.onsetSec, 9);
        expect(moved.onsetSec).toBeGreaterThanOrEqual(0);
        return moved.onsetSec - own[i]!.onsetSec;
      });
    });
    expect(Math.max(...moves.map(Math.abs))).toBeLessThanOrEqual(0.15);
    expect(Math.max(...moves)).toBeGreaterThan(0.1);
    expect(Math.min(...moves)).toBeLessThan(-0.1);
    expect(Math.abs(moves.reduce((sum, move) => sum + move, 0) / moves.length)).toBeLessThan(0.05);
  });
});

describe('repeatScore', () => {
  it('plays all notes again after every turn', () => {
    const [first] = repeatScore(scoreOf(right, left), 3, 50);
    expect(first?.notes).toHaveLength(3 * right.length);
    const onsets = first!.notes.filter(({ pitchMidi }) => pitchMidi === 61).map(({ onsetSec }) => onsetSec);
    expect(onsets.slice(0, 3).map((sec) => Math.round(sec))).toEqual([1, 51, 101]);
  });
});
