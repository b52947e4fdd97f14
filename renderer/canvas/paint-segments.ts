/** Stretches of the recording that say something: doubtful, skipped, locked, and the anchors' lines. */
import { withAlpha } from './colour-maths.ts';
import type { RollColours } from './roll-colours.ts';
import { timeToX } from './roll-view.ts';
import type { RollView } from './roll-view.ts';
import type { Surface } from './surface.ts';

export type Segment = {
  readonly fromSec: number;
  readonly toSec: number;
  readonly look: 'doubt' | 'rejected' | 'skip' | 'lock';
};

export function paintSegments(
  surface: Surface,
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
    if (look === 'skip') hatch(surface, from, to, withAlpha(colour, 0.35));
  }
}

export function paintAnchorLines(
  surface: Surface,
  view: RollView,
  anchors: readonly { readonly audioSec: number }[],
  colours: RollColours,
): void {
  const { context, heightPx } = surface;
  context.fillStyle = withAlpha(colours.accent, 0.6);
  for (const { audioSec } of anchors) context.fillRect(timeToX(view, audioSec) - 0.5, 0, 1, heightPx);
}

function hatch({ context, heightPx }: Surface, from: number, to: number, colour: string): void {
  context.save();
  context.beginPath();
  context.rect(from, 0, to - from, heightPx);
  context.clip();
  context.beginPath();
  for (let x = from - heightPx; x < to; x += 10) {
    context.moveTo(x, heightPx);
    context.lineTo(x + heightPx, 0);
  }
  context.strokeStyle = colour;
  context.lineWidth = 1;
  context.stroke();
  context.restore();
}
