/** The ruler above the roll: seconds, bars, anchors, and the loop in a lane of its own. */
import { labelledBars } from './beat-grid.ts';
import type { BeatLine } from './beat-grid.ts';
import { withAlpha } from './colour-maths.ts';
import type { RollColours } from './roll-colours.ts';
import { endSec, timeToX } from './roll-view.ts';
import type { RollView } from './roll-view.ts';
import { crisp, textFont } from './surface.ts';
import type { Surface } from './surface.ts';
import { rulerStep, rulerText, rulerTimes } from './time-grid.ts';

export type RulerScene = {
  readonly lines: readonly BeatLine[];
  readonly anchors: readonly { readonly id: string; readonly audioSec: number }[];
  readonly selectedAnchors: ReadonlySet<string>;
  readonly loop: { readonly fromSec: number; readonly toSec: number; readonly isOn: boolean } | null;
};

/** Heights of the lanes as shares of the ruler, from the top: loop, seconds, bars with the anchors. */
export const rulerLanes = Object.freeze({ loop: 0.22, seconds: 0.58 });

export function paintRuler(surface: Surface, view: RollView, scene: RulerScene, colours: RollColours): void {
  const { context, widthPx, heightPx } = surface;
  context.clearRect(0, 0, widthPx, heightPx);
  paintLoop(surface, view, scene.loop, colours);
  paintSeconds(surface, view, colours);
  paintBars(surface, view, scene.lines, colours);
  for (const { id, audioSec } of scene.anchors) {
    paintAnchor(surface, timeToX(view, audioSec), scene.selectedAnchors.has(id), colours);
  }
}

function paintLoop(surface: Surface, view: RollView, loop: RulerScene['loop'], colours: RollColours): void {
  const { context, widthPx, heightPx } = surface;
  const height = heightPx * rulerLanes.loop;
  context.fillStyle = withAlpha(colours.textMuted, 0.12);
  context.fillRect(0, 0, widthPx, height);
  if (loop === null || loop.toSec <= loop.fromSec) return;
  const from = timeToX(view, loop.fromSec);
  const to = timeToX(view, loop.toSec);
  context.fillStyle = loop.isOn ? colours.accent : withAlpha(colours.textMuted, 0.55);
  context.fillRect(from, 0, Math.max(to - from, 2), height);
}

function paintSeconds(surface: Surface, view: RollView, colours: RollColours): void {
  const { context, heightPx, scale } = surface;
  const top = heightPx * rulerLanes.loop;
  const bottom = heightPx * rulerLanes.seconds;
  const stepSec = rulerStep(view.pxPerSec, 72 * surface.textScale);
  context.font = textFont(surface, 10);
  context.textAlign = 'left';
  context.textBaseline = 'middle';
  for (const sec of rulerTimes(view.startSec, endSec(view), stepSec)) {
    const x = crisp(surface, timeToX(view, sec));
    context.fillStyle = colours.barLine;
    context.fillRect(x, top, 1 / scale, bottom - top);
    context.fillStyle = colours.textMuted;
    context.fillText(rulerText(sec, stepSec), x + 4, (top + bottom) / 2 + 0.5);
  }
}

function paintBars(surface: Surface, view: RollView, lines: readonly BeatLine[], colours: RollColours): void {
  const { context, heightPx, scale } = surface;
  const top = heightPx * rulerLanes.seconds;
  const labelled = new Set(labelledBars(view, lines, 34 * surface.textScale));
  context.font = textFont(surface, 11, 600);
  for (const line of lines) {
    const x = crisp(surface, timeToX(view, line.sec));
    const isLabelled = labelled.has(line);
    context.fillStyle = isLabelled ? colours.textMuted : colours.barLine;
    const from = isLabelled ? top : heightPx - (line.isBar ? 7 : 4);
    context.fillRect(x, from, 1 / scale, heightPx - from);
    if (!isLabelled) continue;
    context.fillStyle = colours.text;
    context.fillText(String(line.bar), x + 4, (top + heightPx) / 2);
  }
}

/** A flag whose pole stands on the anchor's time. */
function paintAnchor(surface: Surface, x: number, isSelected: boolean, colours: RollColours): void {
  const { context, heightPx } = surface;
  const top = heightPx * rulerLanes.seconds + 1;
  context.fillStyle = isSelected ? colours.selection : colours.accent;
  context.fillRect(x - 0.75, top, 1.5, heightPx - top);
  context.beginPath();
  context.moveTo(x - 5, top);
  context.lineTo(x + 5, top);
  context.lineTo(x, top + 7);
  context.closePath();
  context.fill();
}
