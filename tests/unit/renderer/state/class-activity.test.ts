import { describe, expect, it } from 'vitest';
import { activeRuns, classActivity, silentNotes } from '../../../../renderer/state/class-activity.ts';
import { rollNote } from '../../../support/roll-scene.ts';

const hopSec = 0.1;
const classes = [
  { part: 0, pitchMidi: 60 },
  { part: 1, pitchMidi: 60 },
];
/** The first class sounds from frame 2 to 5 and in frame 8, the second one never. */
const rows = Array.from({ length: 20 }, (_, frame) => [
  frame * hopSec,
  (frame >= 2 && frame <= 5) || frame === 8 ? 1 : frame === 12 ? 0.05 : 0,
  frame === 12 ? 0.001 : 0,
]);
const activity = classActivity(
  { rows: 20, columns: 3, values: Float32Array.from(rows.flat()) },
  { hopSec, classes },
);

describe('activity of classes', () => {
  it('[U81] a note is active where its class is, between its onset and its end', () => {
    const runs = activeRuns(activity, 0, { pitchMidi: 60, onsetSec: 0.3, offsetSec: 1 });
    expect(runs).toHaveLength(2);
    expect(runs![0]!.fromSec).toBeCloseTo(0.3);
    expect(runs![0]!.toSec).toBeCloseTo(0.55);
    expect(runs![1]!.fromSec).toBeCloseTo(0.75);
    expect(activeRuns(activity, 0, { pitchMidi: 61, onsetSec: 0, offsetSec: 1 })).toBeNull();
  });

  it('[U81] notes that are never active are told, those that were not trained are not', () => {
    const notes = [
      rollNote({ noteId: 'played', onsetSec: 0.3, offsetSec: 1 }),
      rollNote({ noteId: 'quiet', onsetSec: 1.1, offsetSec: 1.4 }),
      rollNote({ noteId: 'other part', onsetSec: 1.1, offsetSec: 1.4 }),
      rollNote({ noteId: 'new', onsetSec: 1.1, offsetSec: 1.4, pitchMidi: 61 }),
    ];
    const silent = silentNotes(activity, notes, (id) => (id === 'other part' ? 1 : 0));
    expect(silent.map(({ noteId }) => noteId)).toEqual(['quiet', 'other part']);
  });
});
