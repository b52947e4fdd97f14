import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { levelImage } from '../../../../renderer/canvas/level-image.ts';
import { paintLanes } from '../../../../renderer/canvas/paint-grid.ts';
import { paintLevels, soundStrengths } from '../../../../renderer/canvas/paint-levels.ts';
import { paintNotes } from '../../../../renderer/canvas/paint-notes.ts';
import { paintSelection } from '../../../../renderer/canvas/paint-overlay.ts';
import { paintAnchorLines, paintSegments } from '../../../../renderer/canvas/paint-segments.ts';
import { rollColours } from '../../../../renderer/canvas/roll-colours.ts';
import { layOut } from '../../../../renderer/canvas/roll-note.ts';
import type { RollView } from '../../../../renderer/canvas/roll-view.ts';
import { ScenePicture, movedBy } from '../../../../renderer/canvas/scene-picture.ts';
import type { PixelSurface } from '../../../../renderer/canvas/surface.ts';
import { scatteredNotes } from '../../../support/roll-scene.ts';

const colours = rollColours('dark');
const notes = scatteredNotes(120);
const layout = layOut(notes);
const selected = new Set(notes.filter((_, index) => index % 6 === 0).map(({ key }) => key));
const levels = Uint8Array.from({ length: 600 * 40 }, (_, cell) => (cell * 31) % 256);
const sound = levelImage({ fromSec: 0, toSec: 60, lowMidi: 50, highMidi: 75 }, levels, 40, 'mean');
const strengths = soundStrengths(0.5);
const segments = [
  { fromSec: 5, toSec: 9, look: 'skip' as const },
  { fromSec: 12, toSec: 30, look: 'doubt' as const },
];
const groups = ['#e69f00', '#56b4e9', '#009e73'];

const start: RollView = {
  widthPx: 90,
  heightPx: 120,
  startSec: 10,
  pxPerSec: 8,
  topPitch: 72,
  pxPerPitch: 7,
};

function paintAt(view: RollView): (surface: PixelSurface) => void {
  return (surface) => {
    paintLanes(surface, view, colours);
    const style = { strengths, isLight: false, isSmooth: true, isOverLanes: true };
    paintLevels(surface.context, view, [sound], style);
    paintSegments(surface, view, segments, colours);
    paintAnchorLines(surface, view, [{ audioSec: 11.3 }, { audioSec: 25 }], colours);
    paintNotes(surface, view, layout, { groups, colours, audible: null, showsHalos: true });
    paintSelection(surface, view, layout, selected, colours);
  };
}

const size = { width: 180, height: 240, scale: 2 };

describe('the picture of the roll', () => {
  it('[U95] is the same, whether it was panned there or painted at once', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -120, max: 120 }), { maxLength: 8 }), (movesPx) => {
        const panned = new ScenePicture();
        let view = start;
        let pixels = panned.show(size, view, [layout], paintAt(view));
        for (const px of movesPx) {
          view = { ...view, startSec: view.startSec + px / view.pxPerSec };
          pixels = panned.show(size, view, [layout], paintAt(view));
        }
        const fresh = new ScenePicture().show(size, view, [layout], paintAt(view));
        expect(Buffer.compare(Buffer.from(pixels.bytes), Buffer.from(fresh.bytes))).toBe(0);
      }),
      { numRuns: 60 },
    );
  });

  it('[U95] only what comes into sight is painted anew, unless something else changed', () => {
    const picture = new ScenePicture();
    const widths: number[] = [];
    const show = (view: RollView, scene: readonly unknown[], to = size): void => {
      picture.show(to, view, scene, ({ fromPx, toPx }) => void widths.push(toPx - fromPx));
    };
    const later = { ...start, startSec: start.startSec + 10 / start.pxPerSec };
    show(start, ['a']);
    show(later, ['a']);
    show(later, ['a']);
    show(start, ['a']);
    show(start, ['b']);
    show({ ...start, pxPerSec: 9 }, ['b']);
    show({ ...start, startSec: 50 }, ['b']);
    show({ ...start, startSec: 50 }, ['b'], { width: 90, height: 120, scale: 1 });
    expect(widths).toEqual([90, 10, 10, 90, 90, 90, 90]);
  });

  it('[U98] goes on from a picture that was painted elsewhere', () => {
    const zoomed = { ...start, pxPerSec: 9 };
    const elsewhere = new ScenePicture().show(size, zoomed, [layout], paintAt(zoomed));
    const picture = new ScenePicture();
    const before = picture.show(size, start, [layout], paintAt(start));
    expect(picture.isNear(size, zoomed, [layout])).toBe(false);
    expect(picture.adopt(size, zoomed, [layout], elsewhere.memory)).toBe(before.memory);
    const panned = { ...zoomed, startSec: zoomed.startSec + 10 / 9 };
    expect(picture.isNear(size, panned, [layout])).toBe(true);
    expect(picture.isNear(size, panned, [])).toBe(false);
    expect(picture.isNear({ ...size, width: 90 }, panned, [layout])).toBe(false);
    const shown = picture.show(size, panned, [layout], paintAt(panned));
    const fresh = new ScenePicture().show(size, panned, [layout], paintAt(panned));
    expect(Buffer.compare(Buffer.from(shown.bytes), Buffer.from(fresh.bytes))).toBe(0);
  });

  it('[U95] movements by parts of a pixel are none that can be made', () => {
    const by = (columns: number): RollView => ({
      ...start,
      startSec: start.startSec + columns / start.pxPerSec / 2,
    });
    expect(movedBy(start, by(3), 2)).toBe(3);
    expect(movedBy(start, by(-4), 2)).toBe(-4);
    expect(movedBy(start, by(0.5), 2)).toBeNull();
    expect(movedBy(start, { ...by(3), topPitch: 71 }, 2)).toBeNull();
  });
});
