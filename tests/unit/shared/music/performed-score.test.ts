import { describe, expect, it } from 'vitest';
import { performedScore } from '../../../../shared/music/performed-score.ts';
import { scaleScore } from '../../../support/played-scale.ts';

const score = scaleScore();
const aligned = (id: string, visit: number, onsetSec: number, confidence = 0.9) => ({
  id,
  visit,
  onsetSec,
  offsetSec: onsetSec + 0.4,
  confidence,
});

describe('performedScore', () => {
  it("[AL57] notes take the recording's times and pitches, once for every visit, and others are left out", () => {
    const performed = performedScore(score, {
      notes: [
        aligned('t1n2', 1, 3),
        aligned('t1n1', 1, 2),
        aligned('t1n1', 2, 9, 0.2),
        aligned('t9n9', 1, 1),
      ],
      transposeSemitones: -2,
    });
    expect(
      performed.notes.map(({ id, onsetSec, pitchMidi, confidence }) => [id, onsetSec, pitchMidi, confidence]),
    ).toEqual([
      ['t1n1', 2, 70, 0.9],
      ['t1n2', 3, 72, 0.9],
      ['t1n1', 9, 70, 0.2],
    ]);
    expect(performed.durationSec).toBeCloseTo(9.4, 9);
    expect(performed.notes[0]).toMatchObject({ onsetTick: 0, track: 0, velocity: 80 });
    expect(performed.notes[0]?.keyUpSec).toBeCloseTo(2.4, 9);
  });

  it('[AL57] a pitch that no MIDI has is left out', () => {
    const up = performedScore(score, { notes: [aligned('t1n1', 1, 2)], transposeSemitones: 60 });
    expect(up.notes).toEqual([]);
  });
});
