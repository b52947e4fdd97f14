import { describe, expect, it } from 'vitest';
import { noteBox, visibleBoxes } from '../../../../renderer/canvas/note-boxes.ts';
import { layOut } from '../../../../renderer/canvas/roll-note.ts';
import { rollNote } from '../../../support/roll-scene.ts';

const view = {
  widthPx: 400,
  heightPx: 240,
  startSec: 0,
  pxPerSec: 100,
  topPitch: 72.5,
  pxPerPitch: 10,
};
const surface = { scale: 1, fromPx: 0, toPx: view.widthPx };

describe('boxes of notes', () => {
  it('[U2] lie where the notes sound, apart from the lane above, and never vanish', () => {
    const box = noteBox(surface, view, rollNote({ onsetSec: 1, offsetSec: 1.5, pitchMidi: 60 }));
    expect(box).toMatchObject({ x: 100, y: 120, width: 50, height: 9 });
    const short = noteBox(surface, { ...view, pxPerSec: 1 }, rollNote({ onsetSec: 1, offsetSec: 1.5 }));
    expect(short.width).toBe(2);
  });

  it('[U2] are made of what is seen; marks upon marks of the same key and group are left out', () => {
    const notes = Array.from({ length: 1000 }, (_, index) =>
      rollNote({ noteId: `n${index}`, onsetSec: index, offsetSec: index + 0.5, pitchMidi: 60 + (index % 2) }),
    );
    const layout = layOut([...notes, rollNote({ noteId: 'high', onsetSec: 1, offsetSec: 2, pitchMidi: 90 })]);
    expect(visibleBoxes(surface, view, layout).map(({ note }) => note.onsetSec)).toEqual([0, 1, 2, 3, 4]);
    const far = visibleBoxes(surface, { ...view, pxPerSec: 0.4 }, layout);
    expect(far.length).toBeLessThan(420);
    expect(far.at(-1)!.x + far.at(-1)!.width).toBeGreaterThan(395);
  });
});
