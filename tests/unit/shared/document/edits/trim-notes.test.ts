import { describe, expect, it } from 'vitest';
import type { DocumentState } from '../../../../../shared/document/document-state.ts';
import { drawNote } from '../../../../../shared/document/edits/draw-notes.ts';
import { setNoteTimes, trimNotes, unpinNotes } from '../../../../../shared/document/edits/trim-notes.ts';
import { recordOf } from '../../../../../shared/document/record-table.ts';
import { edited, toyDocument } from '../../../../support/toy-documents.ts';

const start = toyDocument(8);
const note = [{ noteId: 't1n2', visit: null }];
const timesOf = (document: DocumentState): unknown => recordOf(document.pins, 't1n2')?.visits;

describe('trimNotes', () => {
  it('[D14] ends move, but a note keeps 10 ms', () => {
    const trimmed = edited(start, (now) => trimNotes(now, note, { onsetSec: 0.1, offsetSec: 0.2 }));
    expect(timesOf(trimmed)).toEqual([{ visit: 1, onsetSec: 0.35, offsetSec: 0.95 }]);
    const short = edited(start, (now) => trimNotes(now, note, { onsetSec: 9, offsetSec: 0 }));
    expect(timesOf(short)).toEqual([{ visit: 1, onsetSec: 0.74, offsetSec: 0.75 }]);
    const early = edited(start, (now) => trimNotes(now, note, { onsetSec: 0, offsetSec: -9 }));
    expect(timesOf(early)).toEqual([{ visit: 1, onsetSec: 0.25, offsetSec: 0.26 }]);
  });

  it('[D14] typed times are taken as they are, or refused', () => {
    const typed = edited(start, (now) => setNoteTimes(now, note, { offsetSec: 0.5 }));
    expect(timesOf(typed)).toEqual([{ visit: 1, onsetSec: 0.25, offsetSec: 0.5 }]);
    expect(setNoteTimes(start, note, { offsetSec: 0.2 })).toMatchObject({
      ok: false,
      error: { message: 'The note "t1n2" would end before it begins.' },
    });
  });

  it('[D14] a drawn note has no other time to go back to', () => {
    const document = edited(start, (now) =>
      drawNote(now, { id: 'd1', partId: 'p1', pitchMidi: 60, velocity: 64, onsetSec: 0.7, offsetSec: 0.9 }),
    );
    expect(unpinNotes(document, ['t1n2', 'd1'])).toMatchObject({ ok: false });
    expect(unpinNotes(document, ['t1n2'])).toMatchObject({ ok: true, value: { patch: [] } });
  });
});
