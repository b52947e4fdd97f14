import { describe, expect, it } from 'vitest';
import { demoPieces } from '../../../../../electron/backend/demo/demo-pieces.ts';
import { performPiece, soundingNotes } from '../../../../../electron/backend/demo/performance.ts';
import { writeScoreFile } from '../../../../../electron/backend/demo/score-file.ts';
import { parseScore } from '../../../../../electron/backend/engine/score/read-score.ts';

describe.each(demoPieces.map((piece) => [piece.written.slug, piece] as const))(
  'writeScoreFile: %s',
  (_, piece) => {
    const performance = performPiece(piece.written, piece.interpretation, piece.seed);
    const parsed = parseScore(writeScoreFile(piece.written, performance), 'demo.mid');
    if (!parsed.ok) throw new Error(parsed.error.message);
    const score = parsed.value;

    it('[O4] reads back without repairs: tracks, metre, key and tempo map', () => {
      expect(score.repairs).toEqual([]);
      const parts = score.tracks.filter(({ noteCount }) => noteCount > 0);
      expect(parts.map(({ name }) => name)).toEqual(['right hand', 'left hand']);
      const [numerator, denominator] = piece.written.timeSignature;
      expect(score.timeSignatures).toMatchObject([{ tick: 0, numerator, denominator }]);
      expect(score.keySignatures).toMatchObject([{ tick: 0, ...piece.written.key }]);
      expect(score.tempoChanges).toHaveLength(performance.tempoMap.changes.length);
    });

    it('[O4] every note starts in the file where it is heard, and ends there within the pedal rules', () => {
      const heard = [...soundingNotes(performance)].sort(
        (a, b) => a.onsetSec - b.onsetSec || a.pitchMidi - b.pitchMidi,
      );
      const read = [...score.notes].sort((a, b) => a.onsetSec - b.onsetSec || a.pitchMidi - b.pitchMidi);
      expect(read).toHaveLength(heard.length);
      for (const [i, note] of read.entries()) {
        expect(note.pitchMidi).toBe(heard[i]?.pitchMidi);
        expect(note.velocity).toBe(heard[i]?.velocity);
        expect(note.onsetSec).toBeCloseTo(heard[i]?.onsetSec ?? NaN, 9);
        // The other hand may strike the key before the pedal lifts: the file's channels do not know.
        expect(note.offsetSec).toBeGreaterThanOrEqual((heard[i]?.offsetSec ?? NaN) - 1e-9);
      }
    });
  },
);
