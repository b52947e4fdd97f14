/** Pictures of the sound behind the notes. */
import type { RollColours } from './roll-colours.ts';
import { endSec, pitchToY, timeToX } from './roll-view.ts';
import type { RollView } from './roll-view.ts';
import type { Surface } from './surface.ts';

/** White, with the level as opacity. */
export type SpectrogramImage = {
  readonly fromSec: number;
  readonly toSec: number;
  readonly lowMidi: number;
  readonly highMidi: number;
  readonly image: CanvasImageSource;
};

/** @param brightness 0..1 @param isSmooth false keeps rows and frames apart */
export function paintSpectrogram(
  surface: Surface,
  view: RollView,
  images: readonly SpectrogramImage[],
  brightness: number,
  { theme }: RollColours,
  isSmooth = true,
): void {
  const { context } = surface;
  context.save();
  // On a light ground white has to darken.
  context.globalCompositeOperation = theme === 'light' ? 'difference' : 'source-over';
  context.globalAlpha = brightness;
  context.imageSmoothingEnabled = isSmooth;
  for (const { fromSec, toSec, lowMidi, highMidi, image } of images) {
    if (toSec <= view.startSec || fromSec >= endSec(view)) continue;
    const x = timeToX(view, fromSec);
    const y = pitchToY(view, highMidi);
    context.drawImage(image, x, y, timeToX(view, toSec) - x, pitchToY(view, lowMidi) - y);
  }
  context.restore();
}
