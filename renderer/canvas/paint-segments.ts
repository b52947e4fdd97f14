/** Stretches of the recording that say something: doubtful, skipped, locked, and the anchors' lines. */
import { withAlpha } from './colour-maths.ts';
import type { RollColours } from './roll-colours.ts';
import { timeToX } from './roll-view.ts';
import type { RollView } from './roll-view.ts';
import type { PixelSurface, RectangleSurface } from './surface.ts';

export type Segment = {
  readonly fromSec: number;
  readonly toSec: number;
  readonly look: 'doubt' | 'rejected' | 'skip' | 'lock';
};

const hatchPx = 10;

export function paintSegments(
  surface: PixelSurface,
  view: RollView,
  segments: readonly Segment[],
  colours: RollColours,
): void {
  const { context, widthPx, heightPx } = surface;
  for (const { fromSec, toSec, look } of segments) {
    const from = Math.max(timeToX(view, fromSec), -2);
    const to = Math.min(timeToX(view, toSec), widthPx + 2);
    if (to <= from) continue;
    const colour = {
      doubt: colours.warning,
      rejected: colours.danger,
      skip: colours.skipped,
      lock: colours.good,
    }[look];
    context.fillStyle = withAlpha(colour, look === 'lock' ? 0.06 : 0.13);
    context.fillRect(from, 0, to - from, heightPx);
    context.fillStyle = colour;
    // A strip at the top is seen where the shade alone is not.
    context.fillRect(from, 0, to - from, 3);
    if (look === 'skip') {
      context.fillStyle = withAlpha(colour, 0.35);
      // From the segment's own beginning, so that lines keep their places when it is panned out of sight.
      const x = timeToX(view, fromSec);
      context.hatchRect(x, 0, timeToX(view, toSec) - x, heightPx, hatchPx);
    }
  }
}

export function paintAnchorLines(
  surface: RectangleSurface,
  view: RollView,
  anchors: readonly { readonly audioSec: number }[],
  colours: RollColours,
): void {
  const { context, heightPx } = surface;
  context.fillStyle = withAlpha(colours.accent, 0.6);
  for (const { audioSec } of anchors) context.fillRect(timeToX(view, audioSec) - 0.5, 0, 1, heightPx);
}
