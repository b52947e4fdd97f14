/** Two notes with partials of their own, one after the other and together: small enough for every backend. */
import type { LabelSettings } from '../../shared/labels/label-settings.ts';
import { labelNotes } from '../../shared/labels/labelling.ts';
import type { Labelling } from '../../shared/labels/labelling.ts';
import { labelMatrix } from '../../shared/labels/rasterise.ts';
import { createRng } from '../../shared/std/rng.ts';
import { magnitudeBands } from '../../electron/backend/engine/model/magnitude-bands.ts';
import type { TrainingHooks, TrainingInput } from '../../electron/backend/engine/model/training-input.ts';

export type Toy = {
  readonly input: TrainingInput;
  readonly labelling: Labelling;
  /** The magnitudes of each note alone, [notes][frames * bands]. */
  readonly truth: readonly Float32Array[];
};

const toySettings: LabelSettings = {
  units: 3,
  stageEdgesSec: [0.3],
  toleranceOnsetSec: { before: 0.05, after: 0.05 },
  toleranceSustainSec: { before: 0.05, after: 0.05 },
  freeUnits: 0,
};

/** Pitches 60 (frames 0-29) and 67 (frames 20-49); frames 50-54 are silent. */
export function toyTraining(freeUnits = 0, seed = 1): Toy {
  const hopSec = 0.05;
  const frames = 55;
  const notes = [
    { part: 0, pitchMidi: 60, onsetSec: 0, offsetSec: 29 * hopSec },
    { part: 1, pitchMidi: 67, onsetSec: 20 * hopSec, offsetSec: 49 * hopSec },
  ];
  const bands = magnitudeBands(129, 8000 / 256, 0.05);
  const truth = notes.map(({ pitchMidi, onsetSec, offsetSec }) => {
    const values = new Float32Array(frames * bands.bandCount);
    const rng = createRng(pitchMidi);
    for (let frame = 0; frame < frames; frame++) {
      const time = frame * hopSec;
      if (time < onsetSec || time > offsetSec + 1e-9) continue;
      const level = Math.exp(onsetSec - time) * (0.9 + 0.2 * rng.nextFloat());
      for (let partial = 1; partial < 8; partial++) {
        const bin = Math.round((partial * 440 * 2 ** ((pitchMidi - 69) / 12)) / bands.binHz);
        const band = bands.edges.findIndex((edge) => edge > bin) - 1;
        if (band >= 0) values[frame * bands.bandCount + band]! += (20 * level) / partial;
      }
    }
    return values;
  });
  const parts = notes.map(() => ({ instrumentKey: 'gm0', decays: true }));
  const labelling = labelNotes(notes, parts, { ...toySettings, freeUnits }, { startSec: 0, hopSec, frames });
  return {
    labelling,
    truth,
    input: {
      magnitudes: truth[0]!.map((value, index) => value + truth[1]![index]!),
      frames,
      bands,
      labels: labelMatrix(labelling),
      unitTable: labelling.unitTable,
      hopSec,
      tuningCents: 0,
      seed,
    },
  };
}

export function quietHooks(signal: AbortSignal = new AbortController().signal): TrainingHooks & {
  warn(text: string): void;
} {
  return { signal, onProgress: () => {}, warn: () => {} };
}
