import { describe, expect, it } from 'vitest';
import { multiScalePath } from '../../../../../../../electron/backend/engine/align/dtw/multi-scale-path.ts';
import { scoreFeatures } from '../../../../../../../electron/backend/engine/align/dtw/score-features.ts';
import { createRng } from '../../../../../../../shared/std/rng.ts';

const rng = createRng(4);
const notes = Array.from({ length: 400 }, (_, i) => ({
  pitchMidi: 48 + rng.nextInt(30),
  onsetSec: i * 0.2,
  offsetSec: i * 0.2 + 0.3,
}));

describe('multiScalePath', () => {
  it('[AL45] finds its way through long sequences within bands, far from the diagonal', () => {
    // The first half is played three times as fast as the second.
    const heardAt = (sec: number): number => (sec < 40 ? sec / 2 : 20 + (sec - 40) * 1.5);
    const played = notes.map(({ pitchMidi, onsetSec, offsetSec }) => ({
      pitchMidi,
      onsetSec: heardAt(onsetSec),
      offsetSec: heardAt(offsetSec),
    }));
    const frames = 4000;
    const path = multiScalePath(scoreFeatures(notes, 0, 80, frames), scoreFeatures(played, 0, 80, frames));
    for (let i = 0; i < path.rows.length; i += 97) {
      const scoreSec = (path.rows[i]! * 80) / frames;
      const audioSec = (path.columns[i]! * 80) / frames;
      expect(Math.abs(audioSec - heardAt(scoreSec))).toBeLessThan(0.25);
    }
  });
});
