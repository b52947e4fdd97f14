/** Lanes of the keys, and lines of bars and beats. */
import type { BeatLine } from './beat-grid.ts';
import type { RollColours } from './roll-colours.ts';
import { bottomPitch, pitchToY, timeToX } from './roll-view.ts';
import type { PitchView, RollView } from './roll-view.ts';
import { crisp } from './surface.ts';
import type { RectangleSurface } from './surface.ts';

const blackKeys = new Set([1, 3, 6, 8, 10]);

export function isBlackKey(pitchMidi: number): boolean {
  return blackKeys.has(((pitchMidi % 12) + 12) % 12);
}

export function paintLanes(surface: RectangleSurface, view: RollView, colours: RollColours): void {
  const { context, widthPx, heightPx } = surface;
  context.fillStyle = colours.ground;
  context.fillRect(0, 0, widthPx, heightPx);
  forVisibleKeys(view, (key) => {
    const top = crisp(surface, pitchToY(view, key + 0.5));
    const bottom = crisp(surface, pitchToY(view, key - 0.5));
    if (isBlackKey(key)) {
      context.fillStyle = colours.blackLane;
      context.fillRect(0, top, widthPx, bottom - top);
    }
    if (key % 12 === 0 || (key % 12 === 5 && view.pxPerPitch >= 8)) {
      context.fillStyle = key % 12 === 0 ? colours.octaveLine : colours.beatLine;
      context.fillRect(0, bottom - 1 / surface.scale, widthPx, 1 / surface.scale);
    }
  });
}

export function paintBeatLines(
  surface: RectangleSurface,
  view: RollView,
  lines: readonly BeatLine[],
  colours: RollColours,
): void {
  const { context, heightPx, scale } = surface;
  for (const isBar of [false, true]) {
    context.fillStyle = isBar ? colours.barLine : colours.beatLine;
    for (const line of lines) {
      if (line.isBar === isBar)
        context.fillRect(crisp(surface, timeToX(view, line.sec)), 0, 1 / scale, heightPx);
    }
  }
}

/** From high to low. */
export function forVisibleKeys(view: PitchView, visit: (key: number) => void): void {
  const highest = Math.min(127, Math.ceil(view.topPitch));
  const lowest = Math.max(0, Math.floor(bottomPitch(view)));
  for (let key = highest; key >= lowest; key--) visit(key);
}
