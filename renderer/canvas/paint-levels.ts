/** Pictures of levels: the sound behind the notes, and what the network activates. */
import { scaleFor } from './level-image.ts';
import type { LevelImage, LevelScale } from './level-image.ts';
import { mixed } from './pixels.ts';
import type { Pixels } from './pixels.ts';
import { pitchToY, timeToX } from './roll-view.ts';
import type { RollView } from './roll-view.ts';

export type LevelStyle = {
  /** How strongly white covers what lies behind, by level: [256], 0..256. */
  readonly strengths: Uint16Array;
  /** On a light ground white has to darken: it turns what lies behind into its opposite. */
  readonly isLight: boolean;
  /** False keeps rows and frames apart. */
  readonly isSmooth: boolean;
  /** What lies behind is the same all along a row: nothing but lanes. */
  readonly isOverLanes: boolean;
};

/** Frames a pixel from which on pixels take the frame that they lie in. */
const leastUnblended = 0.5;

/** Rows a pixel up to which pixels may be copies of those above them. */
const leastCopied = 0.5;

/** Quiet noise recedes, partials stay. @param brightness 0..1 */
export function soundStrengths(brightness: number): Uint16Array {
  return Uint16Array.from({ length: 256 }, (_, level) => Math.round(256 * brightness * (level / 255) ** 2));
}

/** As they are: their makers have rooted them. */
export const activityStrengths = Uint16Array.from({ length: 256 }, (_, level) =>
  Math.round((256 * level) / 255),
);

/**
 * @param images beside each other: of the same rows
 * Cost O(pixels that they cover + rows times the width).
 */
export function paintLevels(
  pixels: Pixels,
  view: RollView,
  images: readonly LevelImage[],
  style: LevelStyle,
): void {
  const { scale, width, height, words, left, right } = pixels;
  const spans = images.flatMap((image) => spanOf(view, image, pixels, style.isSmooth) ?? []);
  const [first] = images;
  if (first === undefined || spans.length === 0) return;
  const [y0, y1] = [pitchToY(view, first.highMidi) * scale, pitchToY(view, first.lowMidi) * scale];
  const top = Math.max(Math.round(y0), 0);
  const bottom = Math.min(Math.round(y1), height);
  const perPixel = first.rows / (y1 - y0);
  const rows = places(top, bottom, y1 * perPixel, -perPixel, first.rows, style.isSmooth);
  const paintRow = style.isOverLanes ? rowPainter(style) : blendingPainter(style);
  const lines = new FittedRows(spans, right - left);
  // Between rows that are some pixels apart, neighbours are hardly told apart: every second one is a copy.
  const copies = style.isOverLanes && perPixel <= leastCopied;
  let copied = -1;
  let behindAbove = -1;
  for (let y = top; y < bottom; y++) {
    const index = y - top;
    const row = rows.lower[index]!;
    const offset = y * width + left;
    const behind = words[offset]!;
    const isLikeAbove =
      index > 0 && copied !== y - 1 && behindAbove === behind && rows.lower[index - 1] === row;
    if (copies && isLikeAbove) {
      words.copyWithin(offset, offset - width, offset - width + right - left);
      copied = y;
    } else {
      const [lower, upper] = lines.two(row, rows.upper[index]!);
      paintRow(words, offset, lower, upper, rows.weights[index]!);
    }
    behindAbove = behind;
  }
}

/** Where an image lies from left to right, counted from the first column that is painted, at the scale of the view. */
type Span = {
  readonly offset: number;
  readonly source: LevelScale;
  readonly columns: Places;
  readonly blends: boolean;
};

function spanOf(view: RollView, image: LevelImage, pixels: Pixels, isSmooth: boolean): Span | null {
  const { scale } = pixels;
  const [x0, x1] = [timeToX(view, image.fromSec) * scale, timeToX(view, image.toSec) * scale];
  const [left, right] = [Math.max(Math.round(x0), pixels.left), Math.min(Math.round(x1), pixels.right)];
  if (right <= left) return null;
  const source = scaleFor(image, image.scales[0]!.frames / (x1 - x0));
  const perPixel = source.frames / (x1 - x0);
  // Frames about as wide as pixels need no more: a blend of two would cost as much as all the rest.
  const blends = isSmooth && perPixel < leastUnblended;
  const columns = places(left, right, -x0 * perPixel, perPixel, source.frames, blends);
  return { offset: left - pixels.left, source, columns, blends };
}

/** The two rows of the images that a row of pixels lies between, at the width of the view. */
class FittedRows {
  readonly #spans: readonly Span[];
  readonly #lines: readonly [Line, Line];

  constructor(spans: readonly Span[], width: number) {
    this.#spans = spans;
    this.#lines = [
      { row: -1, levels: new Uint8Array(width) },
      { row: -1, levels: new Uint8Array(width) },
    ];
  }

  /** Valid until the next call. Rows that were asked for last are there already. */
  two(lower: number, upper: number): readonly [Uint8Array, Uint8Array] {
    const [one, other] = this.#lines;
    const isTurned = one.row === upper || other.row === lower;
    const [low, high] = isTurned ? [other, one] : [one, other];
    this.#fit(low, lower);
    if (upper === lower) return [low.levels, low.levels];
    this.#fit(high, upper);
    return [low.levels, high.levels];
  }

  #fit(line: Line, row: number): void {
    if (line.row === row) return;
    line.row = row;
    for (const span of this.#spans) fitRow(line.levels, span, row);
  }
}

type Line = { row: number; readonly levels: Uint8Array };

function fitRow(line: Uint8Array, { offset, source, columns, blends }: Span, row: number): void {
  const { lower, upper, weights } = columns;
  const { frames, levels } = source;
  const first = row * frames;
  const count = lower.length;
  if (!blends) {
    for (let index = 0; index < count; index++) line[offset + index] = levels[first + lower[index]!]!;
    return;
  }
  for (let index = 0; index < count; index++) {
    const weight = weights[index]!;
    const one = levels[first + lower[index]!]!;
    const other = levels[first + upper[index]!]!;
    line[offset + index] = (one * (256 - weight) + other * weight) >> 8;
  }
}

/** Levels between two rows go to the pixels from `offset` on. @param weight of the other, 0..256 */
type RowPainter = (
  words: Uint32Array,
  offset: number,
  one: Uint8Array,
  other: Uint8Array,
  weight: number,
) => void;

/** Over what is the same all along a row: every level has one colour there. */
function rowPainter({ strengths, isLight }: LevelStyle): RowPainter {
  const tables = new Map<number, Uint32Array>();
  const tableOf = (behind: number): Uint32Array => {
    let table = tables.get(behind);
    if (table === undefined) {
      const over = overOf(behind, isLight);
      table = Uint32Array.from(strengths, (strength) => mixed(behind, over, strength));
      tables.set(behind, table);
    }
    return table;
  };
  return (words, offset, one, other, weight) => {
    const table = tableOf(words[offset]!);
    const rest = 256 - weight;
    for (let index = 0; index < one.length; index++) {
      words[offset + index] = table[(one[index]! * rest + other[index]! * weight) >> 8]!;
    }
  };
}

function blendingPainter({ strengths, isLight }: LevelStyle): RowPainter {
  return (words, offset, one, other, weight) => {
    const rest = 256 - weight;
    for (let index = 0; index < one.length; index++) {
      const strength = strengths[(one[index]! * rest + other[index]! * weight) >> 8]!;
      if (strength === 0) continue;
      const behind = words[offset + index]!;
      words[offset + index] = mixed(behind, overOf(behind, isLight), strength);
    }
  };
}

function overOf(behind: number, isLight: boolean): number {
  return isLight ? ~behind : 0xffffff;
}

/** Between which two cells the middle of a pixel lies. */
type Places = {
  readonly lower: Int32Array;
  readonly upper: Int32Array;
  /** Of the upper, 0..255 of 256. */
  readonly weights: Int32Array;
};

/** @param origin where the pixel 0 begins, in cells from the first one's edge @param perPixel cells, or minus cells */
function places(
  from: number,
  to: number,
  origin: number,
  perPixel: number,
  cells: number,
  isSmooth: boolean,
): Places {
  const count = Math.max(to - from, 0);
  const lower = new Int32Array(count);
  const upper = new Int32Array(count);
  const weights = new Int32Array(count);
  const last = cells - 1;
  for (let index = 0; index < count; index++) {
    const position = origin + (from + index + 0.5) * perPixel - (isSmooth ? 0.5 : 0);
    const cell = Math.floor(position);
    lower[index] = Math.min(Math.max(cell, 0), last);
    upper[index] = isSmooth ? Math.min(Math.max(cell + 1, 0), last) : lower[index]!;
    weights[index] = isSmooth ? (position - cell) * 256 : 0;
  }
  return { lower, upper, weights };
}
