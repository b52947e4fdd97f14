import { describe, expect, it } from 'vitest';
import { parseScore } from '../../../../electron/backend/engine/score/read-score.ts';
import { partsOf } from '../../../../shared/music/score-parts.ts';
import { midiFile, off, on, program } from '../../../support/midi-file-bytes.ts';

describe('partsOf', () => {
  it('[G7] gives a part per track, channel and program, and one key per kind of instrument', () => {
    const result = parseScore(
      midiFile(
        {},
        [program(0, 40), on(0, 70), off(9, 70), program(0, 45), on(0, 71), off(9, 71)],
        [program(0, 40, 1), on(0, 60, 1), off(9, 60, 1)],
      ),
      'x.mid',
    );
    if (!result.ok) throw new Error(result.error.message);
    const { parts, partOfNote } = partsOf(result.value);
    expect(parts.map((p) => [p.track, p.channel, p.program, p.instrumentKey, p.decays])).toEqual([
      [0, 0, 40, 'gm40', false],
      [0, 0, 45, 'gm45', true],
      [1, 1, 40, 'gm40', false],
    ]);
    expect(result.value.notes.map((n, i) => [n.pitchMidi, partOfNote[i]])).toEqual([
      [60, 2],
      [70, 0],
      [71, 1],
    ]);
  });
});
