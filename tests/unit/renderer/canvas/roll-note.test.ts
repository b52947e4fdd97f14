import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { layOut, notesWithin, replaceNotes } from '../../../../renderer/canvas/roll-note.ts';
import type { RollNote } from '../../../../renderer/canvas/roll-note.ts';
import { rollNote } from '../../../support/roll-scene.ts';

const someNotes = fc
  .array(
    fc.record({
      onsetSec: fc.integer({ min: 0, max: 200 }),
      lengthSec: fc.integer({ min: 1, max: 60 }),
      beforeSec: fc.integer({ min: 0, max: 3 }),
      afterSec: fc.integer({ min: 0, max: 3 }),
    }),
    { maxLength: 60 },
  )
  .map((notes) =>
    notes.map(({ onsetSec, lengthSec, ...halo }, index) =>
      rollNote({ noteId: `n${index}`, onsetSec, offsetSec: onsetSec + lengthSec, ...halo }),
    ),
  );

const isSeen = ({ onsetSec, offsetSec, beforeSec, afterSec }: RollNote, from: number, to: number): boolean =>
  onsetSec - beforeSec <= to && offsetSec + afterSec >= from;

describe('notes of a stretch of time', () => {
  it('[U2] every note of which something is seen is found, halos included', () => {
    fc.assert(
      fc.property(
        someNotes,
        fc.integer({ min: -10, max: 250 }),
        fc.integer({ min: 0, max: 40 }),
        (notes, from, span) => {
          const layout = layOut(notes);
          const { first, end } = notesWithin(layout, from, from + span);
          const found = new Set(layout.notes.slice(first, end).map(({ key }) => key));
          for (const note of notes)
            if (isSeen(note, from, from + span)) expect(found.has(note.key)).toBe(true);
        },
      ),
    );
  });

  it('[U2] of ten thousand notes, few are looked at for a short stretch', () => {
    const notes = Array.from({ length: 10_000 }, (_, index) =>
      rollNote({ noteId: `n${index}`, onsetSec: index / 20, offsetSec: index / 20 + 0.5 }),
    );
    const { first, end } = notesWithin(layOut(notes), 100, 110);
    expect(end - first).toBeLessThan(230);
  });

  it('[U2] replacing some notes gives what laying all of them out gives', () => {
    fc.assert(
      fc.property(
        someNotes,
        fc.integer({ min: 0, max: 59 }),
        fc.integer({ min: 0, max: 99 }),
        (notes, pick, onsetSec) => {
          const old = notes[pick % Math.max(notes.length, 1)];
          if (old === undefined) return;
          const moved = { ...old, onsetSec, offsetSec: onsetSec + 1 };
          const replaced = replaceNotes(layOut(notes), new Set([old.noteId]), [moved]);
          expect(replaced).toEqual(layOut(notes.map((note) => (note === old ? moved : note))));
        },
      ),
    );
  });
});
