/**
 * The picture of a scene that is looked at through a moving window: where nothing but the time at its left edge
 * changes, what is there already moves, and only the strip that comes into sight is painted.
 */
import { Pixels } from './pixels.ts';
import type { RollView } from './roll-view.ts';
import type { PixelSurface } from './surface.ts';

/** How far from whole pixels a movement may be. */
const tolerance = 1e-3;

/** In device pixels, and device pixels per CSS pixel. */
export type PictureSize = Pick<Pixels, 'width' | 'height' | 'scale'>;

export class ScenePicture {
  #pixels = new Pixels(0, 0, 1);
  #view: RollView | null = null;
  #scene: readonly unknown[] = [];

  /**
   * @param scene everything that is painted, view aside: painted anew when one of these is another object
   * @param paint everything that shows between two columns; it is told which
   * @returns the whole picture; the same object until the size changes
   */
  show(
    size: PictureSize,
    view: RollView,
    scene: readonly unknown[],
    paint: (surface: PixelSurface) => void,
  ): Pixels {
    const { width, height, scale } = size;
    const columns = this.isNear(size, view, scene) ? movedBy(this.#view!, view, scale) : null;
    if (!this.hasSize(size)) this.#pixels = new Pixels(width, height, scale);
    const pixels = this.#pixels;
    this.#view = view;
    this.#scene = scene;
    if (columns === null) pixels.clip(0, width);
    else {
      pixels.shift(columns);
      if (columns > 0) pixels.clip(width - columns, width);
      else pixels.clip(0, -columns);
    }
    const { widthPx, heightPx } = view;
    const [fromPx, toPx] = [pixels.left / scale, pixels.right / scale];
    if (toPx > fromPx) paint({ context: pixels, widthPx, heightPx, fromPx, toPx, scale });
    return pixels;
  }

  /** What is there shows the same scene, and some of it lies within this view too, moved by whole pixels. */
  isNear(size: PictureSize, view: RollView, scene: readonly unknown[]): boolean {
    if (this.#view === null || !this.hasSize(size) || !this.#isSame(scene)) return false;
    const columns = movedBy(this.#view, view, size.scale);
    return columns !== null && Math.abs(columns) < size.width;
  }

  /**
   * A picture that was painted elsewhere takes the place of what was shown.
   * @returns the memory of what was shown
   */
  adopt(
    { width, height, scale }: PictureSize,
    view: RollView,
    scene: readonly unknown[],
    memory: ArrayBuffer,
  ): ArrayBuffer {
    const before = this.#pixels;
    this.#pixels = new Pixels(width, height, scale, memory);
    this.#view = view;
    this.#scene = scene;
    return before.memory;
  }

  hasSize({ width, height, scale }: PictureSize): boolean {
    const pixels = this.#pixels;
    return pixels.width === width && pixels.height === height && pixels.scale === scale;
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
