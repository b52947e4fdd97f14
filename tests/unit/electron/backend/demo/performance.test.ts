import { describe, expect, it } from 'vitest';
import { demoPieces } from '../../../../../electron/backend/demo/demo-pieces.ts';
import {
  performPiece,
  playAsWritten,
  soundingNotes,
} from '../../../../../electron/backend/demo/performance.ts';
import { ticksToSec } from '../../../../../shared/music/tempo-map.ts';

describe.each(demoPieces.map((piece) => [piece.written.slug, piece] as const))(
  'performPiece: %s',
  (_, piece) => {
    const { written, interpretation, seed } = piece;
    const performance = performPiece(written, interpretation, seed);
    const asWritten = playAsWritten(written);

    it('[O3] the same seed plays the same, another one does not', () => {
      expect(performPiece(written, interpretation, seed)).toEqual(performance);
      expect(performPiece(written, interpretation, seed + 1)).not.toEqual(performance);
    });

    it('[O3] lasts 35 to 65 seconds, with a tempo that moves', () => {
      const endSec = ticksToSec(performance.tempoMap, performance.endTick);
      expect(endSec).toBeGreaterThan(35);
      expect(endSec).toBeLessThan(65);
      const tempi = performance.tempoMap.changes.map((change) => change.microsPerQuarter);
      expect(Math.max(...tempi) / Math.min(...tempi)).toBeGreaterThan(1.2);
    });

    it('[O3] every written note is played, within 40 ms of its place, and released after it', () => {
      expect(performance.notes).toHaveLength(asWritten.notes.length);
      for (const hand of ['right', 'left'] as const) {
        const order = (notes: typeof performance.notes): number[] =>
          notes
            .filter((note) => note.hand === hand)
            .map((note) => note.pitchMidi)
            .sort((a, b) => a - b);
        expect(order(performance.notes)).toEqual(order(asWritten.notes));
      }
      for (const note of performance.notes) {
        const nearest = asWritten.notes
          .filter((other) => other.hand === note.hand && other.pitchMidi === note.pitchMidi)
          .map((other) => Math.abs(other.onsetTick - note.onsetTick));
        const offSec = (Math.min(...nearest) / performance.tempoMap.ticksPerQuarter) * 60;
        expect(offSec / written.quartersPerMinute).toBeLessThan(0.04);
        expect(note.keyUpTick).toBeGreaterThan(note.onsetTick);
      }
    });

    it('[O3] a key is up before the same hand strikes it again', () => {
      for (const [i, note] of performance.notes.entries()) {
        const next = performance.notes
          .slice(i + 1)
          .find((other) => other.hand === note.hand && other.pitchMidi === note.pitchMidi);
        if (next !== undefined) expect(note.keyUpTick).toBeLessThan(next.onsetTick);
      }
    });

    it('[O3] the pedal lets notes sound on, at most to where it lifts', () => {
      const held = soundingNotes(performance).filter((note, i) => {
        const keyUpSec = ticksToSec(performance.tempoMap, performance.notes[i]?.keyUpTick ?? 0);
        return note.offsetSec > keyUpSec + 0.05;
      });
      expect(held.length > 0).toBe(written.pedal.length > 0);
      const lifts = performance.pedal.map(([, up]) => ticksToSec(performance.tempoMap, up));
      for (const note of held) {
        expect(lifts.some((lift) => note.offsetSec <= lift + 1e-9 && note.offsetSec > lift - 6)).toBe(true);
      }
    });
  },
);
