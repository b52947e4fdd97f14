import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  endSec,
  bottomPitch,
  fitted,
  pitchToY,
  resized,
  revealing,
  scrolled,
  showing,
  shownRange,
  timeToX,
  xToTime,
  yToKey,
  yToPitch,
  zoomedInPitch,
  zoomedInTime,
} from '../../../../renderer/canvas/roll-view.ts';
import type { RollView } from '../../../../renderer/canvas/roll-view.ts';

const extent = { lengthSec: 180, lowMidi: 15, highMidi: 120 };
const view: RollView = {
  widthPx: 800,
  heightPx: 400,
  startSec: 30,
  pxPerSec: 50,
  topPitch: 90,
  pxPerPitch: 10,
};
const someX = fc.double({ min: 0, max: 800, noNaN: true });
const someFactor = fc.double({ min: 0.2, max: 5, noNaN: true });

/** What every view keeps to. */
function expectInside(shown: RollView): void {
  const margin = shown.widthPx / shown.pxPerSec;
  expect(shown.startSec).toBeGreaterThanOrEqual(-0.05 * margin);
  expect(endSec(shown)).toBeLessThanOrEqual(Math.max(extent.lengthSec, margin) + 0.05 * margin);
  expect(shown.topPitch).toBeLessThanOrEqual(120.5 + 1e-9);
  expect(bottomPitch(shown)).toBeGreaterThanOrEqual(14.5 - 1e-9);
}

describe('places on the roll', () => {
  it('[U1] time and pitch go to the canvas and back', () => {
    fc.assert(
      fc.property(someX, fc.double({ min: 0, max: 400, noNaN: true }), (x, y) => {
        expect(timeToX(view, xToTime(view, x))).toBeCloseTo(x, 6);
        expect(pitchToY(view, yToPitch(view, y))).toBeCloseTo(y, 6);
      }),
    );
  });

  it('[U1] the lane of a key reaches half a semitone to both sides of its pitch', () => {
    const top = pitchToY(view, 60.5);
    expect(yToKey(view, top + 0.01)).toBe(60);
    expect(yToKey(view, top + view.pxPerPitch - 0.01)).toBe(60);
    expect(yToKey(view, top - 0.01)).toBe(61);
  });

  it('[U84] what a view shows is shown again, on a canvas of another size too', () => {
    const again = showing(
      { ...view, startSec: 0, pxPerSec: 7, topPitch: 60, pxPerPitch: 3 },
      extent,
      shownRange(view),
    );
    expect(shownRange(again)).toEqual(shownRange(view));
    const wide = showing({ ...view, widthPx: 1600, heightPx: 900 }, extent, shownRange(view));
    expect(wide.startSec).toBeCloseTo(30, 6);
    expect(endSec(wide)).toBeCloseTo(endSec(view), 6);
    expectInside(showing(view, extent, { fromSec: -50, toSec: 9e9, lowMidi: -50, highMidi: 200 }));
  });

  it('[U1] zooming keeps what is under the pointer, and never leaves the recording', () => {
    fc.assert(
      fc.property(someX, someFactor, someFactor, (x, factor, pitchFactor) => {
        const inTime = zoomedInTime(view, extent, x, factor);
        const inPitch = zoomedInPitch(view, extent, x / 2, pitchFactor);
        expectInside(inTime);
        expectInside(inPitch);
        const isFree = inTime.startSec > 0 && endSec(inTime) < extent.lengthSec;
        if (isFree) expect(xToTime(inTime, x)).toBeCloseTo(xToTime(view, x), 6);
      }),
    );
    expect(yToPitch(zoomedInPitch(view, extent, 200, 2), 200)).toBeCloseTo(yToPitch(view, 200), 6);
  });

  it('[U1] scrolling and resizing stay inside', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -100_000, max: 100_000 }),
        fc.integer({ min: -10_000, max: 10_000 }),
        fc.integer({ min: 50, max: 4000 }),
        (dx, dy, size) => {
          expectInside(scrolled(view, extent, dx, dy));
          expectInside(resized(view, extent, size, size));
        },
      ),
    );
  });

  it('[U1] fitting shows all that was asked for', () => {
    const shown = fitted(view, extent, { fromSec: 100, toSec: 110, lowMidi: 50, highMidi: 70 });
    expect(shown.startSec).toBeLessThanOrEqual(100);
    expect(endSec(shown)).toBeGreaterThanOrEqual(110);
    expect(bottomPitch(shown)).toBeLessThanOrEqual(49.5);
    expect(shown.topPitch).toBeGreaterThanOrEqual(70.5);
    expectInside(fitted(view, extent, { fromSec: 0, toSec: 180 }));
  });

  it('[U1] following turns the page only when the playhead leaves it', () => {
    expect(revealing(view, extent, 40)).toBe(view);
    const turned = revealing(view, extent, 46.1);
    expect(timeToX(turned, 46.1)).toBeGreaterThan(0);
    expect(timeToX(turned, 46.1)).toBeLessThan(100);
  });
});
