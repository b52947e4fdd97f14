/**
 * The picture of a scene that is looked at through a moving window: where nothing but the time at its left edge
 * changes, what is there already moves, and only the strip that comes into sight is painted.
 */
import { Pixels } from './pixels.ts';
import type { RollView } from './roll-view.ts';
import type { PixelSurface, Surface } from './surface.ts';

/** How far from whole pixels a movement may be. */
const tolerance = 1e-3;

export class ScenePicture {
  #pixels = new Pixels(0, 0, 1);
  #image: ImageData | null = null;
  #view: RollView | null = null;
  #scene: readonly unknown[] = [];

  /**
   * Paints, and puts the picture on the canvas.
   * @param scene everything that is painted, view aside: painted anew when one of these is another object
   * @param paint everything that shows between two columns; it is told which
   */
  show(
    surface: Surface,
    view: RollView,
    scene: readonly unknown[],
    paint: (surface: PixelSurface) => void,
  ): void {
    const { context, scale } = surface;
    const { canvas } = context;
    if (
      this.#image === null ||
      this.#pixels.width !== canvas.width ||
      this.#pixels.height !== canvas.height
    ) {
      this.#pixels = new Pixels(canvas.width, canvas.height, scale);
      this.#image = new ImageData(this.#pixels.bytes, canvas.width, canvas.height);
      this.#view = null;
    }
    const pixels = this.#pixels;
    const columns = this.#isSame(scene) && this.#view !== null ? movedBy(this.#view, view, scale) : null;
    this.#view = view;
    this.#scene = scene;
    if (columns === null || Math.abs(columns) >= pixels.width) pixels.clip(0, pixels.width);
    else {
      pixels.shift(columns);
      if (columns > 0) pixels.clip(pixels.width - columns, pixels.width);
      else pixels.clip(0, -columns);
    }
    if (pixels.right > pixels.left) {
      const [fromPx, toPx] = [pixels.left / scale, pixels.right / scale];
      paint({ ...surface, context: pixels, fromPx, toPx });
    }
    context.putImageData(this.#image, 0, 0);
  }

  #isSame(scene: readonly unknown[]): boolean {
    return scene.length === this.#scene.length && scene.every((part, index) => part === this.#scene[index]);
  }
}

/** Device pixels to the left; null where that are none, or more than the time at the edge differs. */
export function movedBy(before: RollView, after: RollView, scale: number): number | null {
  const { startSec, ...rest } = before;
  const isMoved = (Object.keys(rest) as (keyof typeof rest)[]).every((key) => before[key] === after[key]);
  if (!isMoved) return null;
  const exact = (after.startSec - startSec) * after.pxPerSec * scale;
  const columns = Math.round(exact);
  return Math.abs(exact - columns) <= tolerance ? columns : null;
}
