/** What a score should sound like, pooled like the recording. */
import type { ScoreNote } from '../../../../../shared/music/score.ts';
import { bandCount, lowestBandMidi } from '../features/band-bank.ts';
import { pooledWidth, sharpen, toUnit } from './pooled-bands.ts';
import type { PooledBands } from './pooled-bands.ts';

/** Semitones of a tone's first ten partials above it, and how strongly they show in log-compressed levels. */
export const tonePartials: readonly (readonly [semitones: number, weight: number])[] = Array.from(
  { length: 10 },
  (_, i) => [Math.round(12 * Math.log2(i + 1)), 1 / Math.sqrt(i + 1)],
);
/** Level of a held tone falls to 1/e in this long: between a piano's middle and an organ. */
const decaySec = 3;

/**
 * @param notes by onset; the first frame begins with the first of them. Cost O(notes times their length in frames).
 */
export function poolScore(
  notes: readonly ScoreNote[],
  hopSec: number,
  transposeSemitones: number,
): PooledBands {
  const startSec = notes[0]?.onsetSec ?? 0;
  const endSec = notes.reduce((latest, { offsetSec }) => Math.max(latest, offsetSec), startSec);
  const frames = Math.max(1, Math.ceil((endSec - startSec) / hopSec));
  const values = new Float32Array(frames * pooledWidth);
  for (const note of notes) {
    const { pitchMidi } = note;
    const onsetSec = note.onsetSec - startSec;
    const offsetSec = note.offsetSec - startSec;
    const first = Math.min(frames - 1, Math.floor(onsetSec / hopSec));
    const last = Math.min(frames - 1, Math.max(first, Math.ceil(offsetSec / hopSec) - 1));
    const band = pitchMidi + transposeSemitones - lowestBandMidi;
    for (let n = first; n <= last; n++) {
      const from = Math.max(onsetSec, n * hopSec);
      const to = Math.min(Math.max(offsetSec, onsetSec + 0.02), (n + 1) * hopSec);
      const level = (Math.max(0, to - from) / hopSec) * Math.exp(-(from - onsetSec) / decaySec);
      addTone(values, n * pooledWidth, band, level);
    }
    addTone(values, first * pooledWidth + bandCount, band, 1);
  }
  for (let n = 0; n < frames; n++) {
    sharpen(values, n * pooledWidth);
    toUnit(values, n * pooledWidth, 1e-6);
    toUnit(values, n * pooledWidth + bandCount, 1e-6);
  }
  return { frames, hopSec, values };
}

function addTone(values: Float32Array, start: number, band: number, level: number): void {
  for (const [semitones, weight] of tonePartials) {
    const at = band + semitones;
    if (at >= 0 && at < bandCount) values[start + at]! += level * weight;
  }
}
