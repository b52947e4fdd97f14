import { describe, expect, it } from 'vitest';
import { wheelAction } from '../../../../../renderer/features/roll/wheel.ts';

const turn = {
  deltaX: 0,
  deltaY: 100,
  deltaMode: 0,
  ctrlKey: false,
  metaKey: false,
  shiftKey: false,
  altKey: false,
};

describe('the wheel', () => {
  it('[U17] scrolls pitches, with Shift time, on a pad both', () => {
    expect(wheelAction(turn)).toEqual({ kind: 'scroll', dxPx: 0, dyPx: 100 });
    expect(wheelAction({ ...turn, shiftKey: true })).toEqual({ kind: 'scroll', dxPx: 100, dyPx: 0 });
    expect(wheelAction({ ...turn, deltaX: 100, deltaY: 0, shiftKey: true })).toEqual({
      kind: 'scroll',
      dxPx: 100,
      dyPx: 0,
    });
    expect(wheelAction({ ...turn, deltaX: 30 })).toEqual({ kind: 'scroll', dxPx: 30, dyPx: 100 });
  });

  it('[U17] zooms time with Ctrl or Cmd, pitch with Alt; a turn and its reverse cancel out', () => {
    const zoomIn = wheelAction({ ...turn, deltaY: -100, ctrlKey: true });
    const zoomOut = wheelAction({ ...turn, metaKey: true });
    if (zoomIn.kind !== 'zoom-time' || zoomOut.kind !== 'zoom-time') throw new Error('expected zooms');
    expect(zoomIn.factor).toBeGreaterThan(1);
    expect(zoomIn.factor * zoomOut.factor).toBeCloseTo(1, 9);
    expect(wheelAction({ ...turn, altKey: true }).kind).toBe('zoom-pitch');
  });

  it('[U17] lines and pages count as more pixels', () => {
    expect(wheelAction({ ...turn, deltaY: 1, deltaMode: 1 })).toMatchObject({ dyPx: 24 });
    expect(wheelAction({ ...turn, deltaY: 1, deltaMode: 2 })).toMatchObject({ dyPx: 400 });
  });
});
