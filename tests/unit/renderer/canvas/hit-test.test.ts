import { describe, expect, it } from 'vitest';
import { hitNote, notesInRectangle, rectangleBetween } from '../../../../renderer/canvas/hit-test.ts';
import type { HitOptions } from '../../../../renderer/canvas/hit-test.ts';
import { layOut } from '../../../../renderer/canvas/roll-note.ts';
import { pitchToY, timeToX } from '../../../../renderer/canvas/roll-view.ts';
import type { RollView } from '../../../../renderer/canvas/roll-view.ts';
import { rollNote } from '../../../support/roll-scene.ts';

const view: RollView = {
  widthPx: 800,
  heightPx: 400,
  startSec: 0,
  pxPerSec: 100,
  topPitch: 80,
  pxPerPitch: 10,
};
const note = rollNote({ noteId: 'a', onsetSec: 2, offsetSec: 3, beforeSec: 0.2, afterSec: 0.4 });
const overlapping = rollNote({ noteId: 'b', onsetSec: 2.5, offsetSec: 4 });
const plain: HitOptions = { hasOpenHalo: () => false, isSelected: () => false };

function zoneAt(sec: number, pitch = 60, options = plain, notes = [note]): string | null {
  const hit = hitNote(view, layOut(notes), timeToX(view, sec), pitchToY(view, pitch), options);
  return hit === null ? null : `${hit.note.noteId} ${hit.zone}`;
}

describe('what is under the pointer', () => {
  it('[U3] a note has a body, two ends, and the outer edges of its halo', () => {
    expect(zoneAt(2.5)).toBe('a body');
    expect(zoneAt(2.02)).toBe('a start');
    expect(zoneAt(2.98)).toBe('a end');
    expect(zoneAt(1.8)).toBe('a halo-before');
    expect(zoneAt(3.41)).toBe('a halo-after');
    expect(zoneAt(1.9)).toBeNull();
    expect(zoneAt(2.5, 61)).toBeNull();
  });

  it('[U3] an open halo is taken hold of anywhere', () => {
    const open = { ...plain, hasOpenHalo: () => true };
    expect(zoneAt(1.9, 60, open)).toBe('a halo-before');
    expect(zoneAt(3.2, 60, open)).toBe('a halo-after');
    expect(zoneAt(1.5, 60, open)).toBeNull();
  });

  it('[U3] of notes over each other the selected one counts, else the later', () => {
    const both = [note, overlapping];
    expect(zoneAt(2.7, 60, plain, both)).toBe('b body');
    expect(zoneAt(2.7, 60, { ...plain, isSelected: ({ noteId }) => noteId === 'a' }, both)).toBe('a body');
  });

  it('[U3] a rectangle holds the notes that it touches', () => {
    const layout = layOut([
      note,
      overlapping,
      rollNote({ noteId: 'c', onsetSec: 2, offsetSec: 3, pitchMidi: 70 }),
    ]);
    const area = rectangleBetween({ sec: 3.5, pitch: 65 }, { sec: 2.9, pitch: 60.4 });
    expect(notesInRectangle(layout, area).map(({ noteId }) => noteId)).toEqual(['a', 'b']);
    expect(notesInRectangle(layout, { ...area, fromSec: 3.2 }).map(({ noteId }) => noteId)).toEqual(['b']);
  });
});
