import { describe, expect, it } from 'vitest';
import { audioBeats } from '../../../../renderer/state/audio-beats.ts';
import { singleOf } from '../../../../shared/document/document-state.ts';
import { toyDocument } from '../../../support/toy-documents.ts';

const document = toyDocument(40);
const score = singleOf(document, 'score')!;
const aligned = {
  id: 'alignment',
  tuningCents: 0,
  transposeSemitones: 0,
  musicFromSec: 0,
  musicToSec: 20,
} as const;

describe('bars and beats of the recording', () => {
  it('[U4] without an alignment they are the score’s', () => {
    const beats = audioBeats(document, score, undefined);
    expect(beats.slice(0, 6)).toEqual(
      [0, 1, 2, 3, 4, 5].map((index) => ({
        sec: index / 2,
        bar: Math.floor(index / 4) + 1,
        beat: (index % 4) + 1,
      })),
    );
  });

  it('[U4] with one they sound where the warp has them, twice in what is played twice', () => {
    const slow = audioBeats(document, score, {
      ...aligned,
      warp: [
        [0.5, 3],
        [5, 12],
      ],
    });
    expect(slow.find(({ bar, beat }) => bar === 1 && beat === 2)?.sec).toBeCloseTo(3, 6);
    expect(slow[0]?.sec).toBeCloseTo(2, 6);
    const twice = audioBeats(document, score, {
      ...aligned,
      warp: [
        [0, 0],
        [2, 2],
        [0, 2.0005],
        [2, 4],
      ],
    });
    expect(twice.filter(({ bar, beat }) => bar === 1 && beat === 2)).toHaveLength(2);
  });
});
