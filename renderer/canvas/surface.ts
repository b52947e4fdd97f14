/** What painters draw on, and a canvas kept at the resolution of the screen. */
import type { Pixels, RectanglePainter } from './pixels.ts';

/** For painters of nothing but rectangles. In CSS pixels. */
export type RectangleSurface<Painter extends RectanglePainter = RectanglePainter> = {
  readonly context: Painter;
  readonly widthPx: number;
  readonly heightPx: number;
  /** What is painted from left to right; the rest is there already. */
  readonly fromPx: number;
  readonly toPx: number;
  /** Device pixels per CSS pixel. */
  readonly scale: number;
};

/** A picture in memory, to be put on a canvas. */
export type PixelSurface = RectangleSurface<Pixels>;

/** In CSS pixels; the transform to device pixels is set. */
export type Surface = RectangleSurface<CanvasRenderingContext2D> & {
  /** Size of text, 1 where the user left it as it is. */
  readonly textScale: number;
};

/** Browsers draw nothing at all on canvases beyond this many device pixels a side. */
const mostDevicePx = 16_000;

/**
 * Fits the canvas's pixels to its size on the screen; they are kept when nothing changed.
 * @param options.isOpaque for what is painted all over: the screen then need not mix it with what lies below
 */
export function surfaceOf(
  canvas: HTMLCanvasElement,
  widthPx: number,
  heightPx: number,
  { isOpaque = false }: { readonly isOpaque?: boolean } = {},
): Surface | null {
  const context = canvas.getContext('2d', { alpha: !isOpaque });
  if (context === null || widthPx <= 0 || heightPx <= 0) return null;
  const scale = Math.min(devicePixelRatio, mostDevicePx / widthPx, mostDevicePx / heightPx);
  const width = Math.round(widthPx * scale);
  const height = Math.round(heightPx * scale);
  if (canvas.width !== width || canvas.height !== height) {
    canvas.width = width;
    canvas.height = height;
  }
  context.setTransform(scale, 0, 0, scale, 0, 0);
  return { context, widthPx, heightPx, fromPx: 0, toPx: widthPx, scale, textScale: textScale() };
}

/** Text of 16 px is what browsers begin with; asked for at most once a second, since it makes a page style itself. */
function textScale(): number {
  const now = performance.now();
  if (now - known.atMs > 1000) {
    const scale = Number.parseFloat(getComputedStyle(document.documentElement).fontSize) / 16 || 1;
    known = { atMs: now, scale };
  }
  return known.scale;
}

let known = { atMs: -Infinity, scale: 1 };

/** A font of the system for texts on canvases. */
export function textFont({ textScale: scale }: Pick<Surface, 'textScale'>, px: number, weight = 400): string {
  return `${weight} ${px * scale}px system-ui, sans-serif`;
}

export function clear({ context, widthPx, heightPx }: Surface): void {
  context.clearRect(0, 0, widthPx, heightPx);
}

/** The nearest position at which a line of one pixel is crisp. */
export function crisp({ scale }: Pick<Surface, 'scale'>, px: number): number {
  return Math.round(px * scale) / scale;
}
