/** The keyboard at the left of the roll. */
import { pitchName } from '../../shared/music/pitch-name.ts';
import { forVisibleKeys, isBlackKey } from './paint-grid.ts';
import type { RollColours } from './roll-colours.ts';
import { pitchToY } from './roll-view.ts';
import type { PitchView } from './roll-view.ts';
import { crisp, textFont } from './surface.ts';
import type { Surface } from './surface.ts';

/** @param sounding keys that are held down at the moment */
export function paintKeys(
  surface: Surface,
  view: PitchView,
  colours: RollColours,
  sounding: ReadonlySet<number>,
): void {
  const { context, widthPx, heightPx, scale } = surface;
  context.fillStyle = colours.whiteKey;
  context.fillRect(0, 0, widthPx, heightPx);
  context.font = textFont(surface, 10);
  const textPx = 12 * surface.textScale;
  context.textAlign = 'right';
  context.textBaseline = 'middle';
  forVisibleKeys(view, (key) => {
    const top = crisp(surface, pitchToY(view, key + 0.5));
    const bottom = crisp(surface, pitchToY(view, key - 0.5));
    const isBlack = isBlackKey(key);
    if (isBlack || sounding.has(key)) {
      context.fillStyle = sounding.has(key) ? colours.accent : colours.blackKey;
      context.fillRect(0, top, isBlack ? widthPx * 0.62 : widthPx, bottom - top);
    }
    const inOctave = key % 12;
    // White keys meet at these lanes without a black one in between.
    if (inOctave === 0 || inOctave === 5) {
      context.fillStyle = colours.keyLine;
      context.fillRect(0, bottom - 1 / scale, widthPx, 1 / scale);
    }
    const isNamed =
      inOctave === 0 ? view.pxPerPitch * 12 >= textPx + 2 : view.pxPerPitch >= textPx + 2 && !isBlack;
    if (!isNamed) return;
    context.fillStyle = colours.keyText;
    // A lane that is lower than its text lends room from the ones above.
    const middle = Math.min((top + bottom) / 2, bottom - textPx / 2);
    context.fillText(pitchName(key), widthPx - 4, middle);
  });
}
