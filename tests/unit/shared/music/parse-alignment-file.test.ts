import { describe, expect, it } from 'vitest';
import { parseAlignmentFile } from '../../../../shared/music/parse-alignment-file.ts';
import { scaleScore } from '../../../support/played-scale.ts';

const score = scaleScore();
const note = { id: 't1n1', onsetSec: 1, offsetSec: 2 };

function parsed(file: unknown): unknown {
  const result = parseAlignmentFile(typeof file === 'string' ? file : JSON.stringify(file), 'a.json', score);
  return result.ok ? result.value : `${result.error.code}: ${result.error.message}`;
}

describe('parseAlignmentFile', () => {
  it('[AL58] notes are all that it needs; what is missing is as if certain', () => {
    expect(parsed({ notes: [{ ...note, id: 't1n2', onsetSec: 1.5 }, note], mine: 'a remark' })).toEqual({
      aligner: 'file',
      alignment: {
        notes: [
          { ...note, visit: 1, confidence: 1 },
          { ...note, id: 't1n2', onsetSec: 1.5, visit: 1, confidence: 1 },
        ],
        unplayed: [],
        warp: [],
        tuningCents: 0,
        transposeSemitones: 0,
        musicFromSec: 1,
        musicToSec: 2,
        doubtful: [],
      },
    });
  });

  it.each([
    ['{', /^bad-usage: "a.json" is not valid JSON/],
    [[], /the file: expected an object/],
    [{}, /notes: expected a list, got nothing/],
    [{ notes: [] }, /at least one note/],
    [{ notes: [{ ...note, onsetSec: '1' }] }, /notes\[0\].onsetSec: expected a number from 0/],
    [{ notes: [{ ...note, offsetSec: 1 }] }, /notes\[0\].offsetSec: expected more than its onset, 1/],
    [{ notes: [{ ...note, onsetSec: -1 }] }, /notes\[0\].onsetSec/],
    [{ notes: [{ ...note, confidence: 2 }] }, /notes\[0\].confidence/],
    [{ notes: [{ ...note, visit: 0.5 }] }, /notes\[0\].visit/],
    [{ notes: [note, note] }, /"t1n1" has two visits of number 1/],
    [{ notes: [note], warp: [[1]] }, /warp\[0\]\[1\]: expected a number/],
    [{ notes: [note], tuningCents: 1e9 }, /tuningCents/],
    [{ notes: [note], doubtful: [{ fromSec: 0, toSec: 1, reason: 'why' }] }, /doubtful\[0\].reason.*silence/],
    [{ notes: [{ ...note, id: 't7n1' }] }, /^score-mismatch: .*"t7n1", which the score does not have/],
  ])('[AL58] %j is refused with its place', (file, message) => {
    expect(parsed(file)).toMatch(message);
  });
});
