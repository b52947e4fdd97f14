import { writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { boundsOnScreen, readPlace, writePlace } from '../../../../electron/main/window-place.ts';
import { useTempFolder } from '../../../support/temp-folder.ts';

const temp = useTempFolder();
const screen = { x: 0, y: 25, width: 1920, height: 1055 };
const bounds = { x: 200, y: 100, width: 1200, height: 800 };
const place = { bounds, isMaximised: false };

describe('the place of a window', () => {
  it('[SH14] is kept, and damaged files are no reason to fail', () => {
    const path = temp('data/window.json');
    expect(readPlace(path)).toBeNull();
    writePlace(path, place);
    expect(readPlace(path)).toEqual(place);
    for (const text of ['', '{', '{"bounds":{"x":1},"isMaximised":false}', '{"bounds":null}', '[]']) {
      writeFileSync(path, text);
      expect(readPlace(path), text).toBeNull();
    }
    // A folder cannot be made where a file lies.
    expect(() => writePlace(`${path}/below/window.json`, place)).not.toThrow();
  });

  it('[SH14] counts only where its title can be reached', () => {
    const onScreen = (changes: Partial<typeof bounds>): boolean =>
      boundsOnScreen({ ...place, bounds: { ...bounds, ...changes } }, [screen], []) !== null;
    expect(onScreen({})).toBe(true);
    expect(onScreen({ x: -1000 })).toBe(true);
    expect(onScreen({ x: -1150 })).toBe(false);
    expect(onScreen({ x: 1900 })).toBe(false);
    expect(onScreen({ y: -200 })).toBe(false);
    expect(onScreen({ y: 1000 })).toBe(false);
    const second = { x: 1920, y: 0, width: 1280, height: 1024 };
    const away = { ...place, bounds: { ...bounds, x: 2000 } };
    expect(boundsOnScreen(away, [screen], [])).toBeNull();
    expect(boundsOnScreen(away, [screen, second], [])).toEqual(away.bounds);
  });

  it('[SH14] is moved aside for windows that are open', () => {
    expect(boundsOnScreen(place, [screen], [bounds])).toEqual({ ...bounds, x: 228, y: 128 });
    expect(boundsOnScreen(null, [screen], [])).toBeNull();
  });
});
