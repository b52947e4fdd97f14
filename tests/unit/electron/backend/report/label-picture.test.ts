import { describe, expect, it } from 'vitest';
import { labelPicture } from '../../../../../electron/backend/report/label-picture.ts';
import {
  highestPitch,
  pictureRows,
  rowsPerSemitone,
} from '../../../../../electron/backend/report/picture-frame.ts';

const red = [255, 0, 0, 255] as const;
const blue = [0, 0, 255, 255] as const;
const tolerances = {
  toleranceOnsetSec: { before: 0.1, after: 0.1 },
  toleranceSustainSec: { before: 0.1, after: 0.1 },
};

describe('labelPicture', () => {
  it('[R2] shows onset, sounding length and tolerance of a note in three densities at its pitch', () => {
    const notes = [{ pitchMidi: 60, group: 1, onsetSec: 0.5, offsetSec: 0.8 }];
    const picture = labelPicture(notes, tolerances, [red, blue], 20, 0.1);
    const rowOf = Math.round((highestPitch - 60.5) * rowsPerSemitone) + 1;
    const alphas = Array.from({ length: 20 }, (_, frame) => {
      const [r, , b, alpha] = picture.palette[picture.pixels[rowOf * 20 + frame] ?? 0] ?? red;
      if (alpha > 0) expect([r, b]).toEqual([0, 255]);
      return alpha;
    });
    expect(alphas.slice(4, 9)).toEqual([56, 255, 158, 158, 56]);
    expect(alphas.filter((alpha) => alpha > 0)).toHaveLength(5);
    expect(picture.pixels.filter((pixel) => pixel > 0)).toHaveLength(5 * rowsPerSemitone);
  });

  it('[R2] what lies outside the picture is cut', () => {
    const notes = [
      { pitchMidi: 20, group: 0, onsetSec: 0, offsetSec: 9 },
      { pitchMidi: 126, group: 0, onsetSec: 0, offsetSec: 9 },
      { pitchMidi: 60, group: 0, onsetSec: -3, offsetSec: 99 },
    ];
    const picture = labelPicture(notes, tolerances, [red], 20, 0.1);
    expect(picture.pixels).toHaveLength(20 * pictureRows);
    expect(picture.pixels.filter((pixel) => pixel > 0)).toHaveLength(20 * rowsPerSemitone);
  });
});
