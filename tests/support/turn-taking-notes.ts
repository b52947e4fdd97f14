import { createRng } from '../../shared/std/rng.ts';
import type { TrainingInput } from '../../electron/backend/engine/model/training-input.ts';

/** Bands whose centres are bins of this width; two notes' partials fall on separate ones. */
const BIN_HZ = 110;
const BANDS = 20;

/** Pitches A2 and E4: partials of 110 and of 330 Hz would coincide, so the toy gives each its own bands. */
const NOTES = [
  { pitchMidi: 45, bands: [1, 2, 4] },
  { pitchMidi: 64, bands: [3, 6, 9] },
];

/**
 * Two notes of separate spectra that take turns: the first half of the frames is the first note's, with
 * a decaying loudness, the second half the second's. Labels know it exactly. P = 2; units 0 and 1 belong
 * to the first note, 2 and 3 to the second.
 */
export function twoNotes(frames = 32, seed = 1): TrainingInput {
  const magnitudes = new Float32Array(frames * BANDS);
  const labels = new Uint8Array(frames * 4);
  const rng = createRng(seed, 77);
  for (let frame = 0; frame < frames; frame++) {
    const note = frame < frames / 2 ? 0 : 1;
    const since = frame - (note * frames) / 2;
    const level = 8 * 0.9 ** since;
    for (const [partial, band] of (NOTES[note]?.bands ?? []).entries()) {
      magnitudes[frame * BANDS + band] = (level / (1 + partial)) * (0.9 + 0.2 * rng.nextFloat());
    }
    labels[frame * 4 + 2 * note + 1] = 1;
    if (since < 3) labels[frame * 4 + 2 * note] = 1;
  }
  return {
    magnitudes,
    frames,
    bands: {
      edges: Int32Array.from({ length: BANDS + 1 }, (_, band) => band),
      bandCount: BANDS,
      binHz: BIN_HZ,
    },
    labels,
    unitTable: {
      unitCount: 4,
      unitsPerClass: 2,
      freeUnits: 0,
      classes: NOTES.map(({ pitchMidi }, part) => ({
        part,
        pitchMidi,
        instrumentKey: 'piano',
        decays: true,
      })),
    },
    hopSec: 0.023,
    tuningCents: 0,
    seed,
  };
}
