/** Where windows were, so that the next one opens there, if that place is still on a screen. */
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Rectangle } from 'electron';
import { flag, objectOf, wholeIn } from '../../shared/std/shape.ts';

export type WindowPlace = { readonly bounds: Rectangle; readonly isMaximised: boolean };

const pixels = wholeIn(-100_000, 100_000);
const size = wholeIn(100, 100_000);
const shape = objectOf<WindowPlace>({
  bounds: objectOf<Rectangle>({ x: pixels, y: pixels, width: size, height: size }),
  isMaximised: flag,
});

/** So much of a window has to be seen, so that it can be taken hold of. */
const leastSeen = 120;
/** A second window does not hide the first one. */
const cascade = 28;

export function readPlace(path: string): WindowPlace | null {
  try {
    const parsed: unknown = JSON.parse(readFileSync(path, 'utf8'));
    return shape.fault(parsed, 'place') === null ? (parsed as WindowPlace) : null;
  } catch {
    return null;
  }
}

/** A disk that does not take it is no reason for anything to fail. */
export function writePlace(path: string, place: WindowPlace): void {
  try {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(`${path}.partial`, JSON.stringify(place));
    renameSync(`${path}.partial`, path);
  } catch {
    // See above.
  }
}

/**
 * @param screens work areas of all displays
 * @param others windows that are open
 * @returns the bounds to open with; null where the place is on no screen any more
 */
export function boundsOnScreen(
  place: WindowPlace | null,
  screens: readonly Rectangle[],
  others: readonly Rectangle[],
): Rectangle | null {
  if (place === null) return null;
  let { x, y } = place.bounds;
  const { width, height } = place.bounds;
  while (others.some((other) => other.x === x && other.y === y)) {
    x += cascade;
    y += cascade;
  }
  const bounds = { x, y, width, height };
  return screens.some((screen) => isSeen(bounds, screen)) ? bounds : null;
}

/** The top edge, which has the title, must be on the screen. */
function isSeen(bounds: Rectangle, screen: Rectangle): boolean {
  const across = Math.min(bounds.x + bounds.width, screen.x + screen.width) - Math.max(bounds.x, screen.x);
  return (
    across >= leastSeen && bounds.y >= screen.y - cascade && bounds.y + leastSeen <= screen.y + screen.height
  );
}
