/**
 * A picture in memory whose rectangles are filled here. A roll is thousands of small rectangles: a canvas without a
 * graphics card takes about a microsecond for each, and blurs their edges; this takes a tenth, and keeps them crisp.
 */

/** What painters of rectangles draw on: a picture in memory, or a canvas. In CSS pixels. */
export type RectanglePainter = {
  fillStyle: string | CanvasGradient | CanvasPattern;
  fillRect(x: number, y: number, width: number, height: number): void;
};

/** Of colours as `fillStyle` takes them. */
type Ink = { readonly word: number; /** 0..256 */ readonly alpha: number };

/** Below this many pixels in a row a loop is faster than a fill. */
const leastFill = 24;

const inks = new Map<string, Ink>();

export class Pixels implements RectanglePainter {
  /** In device pixels. */
  readonly width: number;
  readonly height: number;
  /** Device pixels per CSS pixel. */
  readonly scale: number;
  readonly memory: ArrayBuffer;
  /** [height, width] flattened: 0xAABBGGRR, as little-endian machines lay out red, green, blue, alpha. */
  readonly words: Uint32Array;
  /** The same memory, as canvases take it. */
  readonly bytes: Uint8ClampedArray<ArrayBuffer>;
  /** Columns that are painted, in device pixels; the others stay as they are. */
  #left = 0;
  #right: number;
  #style = '#000000';
  #ink: Ink = { word: 0xff000000, alpha: 256 };

  /** @param memory of a picture that may be painted over, or that is to go on; used where it has the right size */
  constructor(width: number, height: number, scale: number, memory: ArrayBuffer | null = null) {
    this.width = width;
    this.height = height;
    this.scale = scale;
    const size = width * height * 4;
    const isUsed = memory?.byteLength === size;
    this.memory = isUsed ? memory : new ArrayBuffer(size);
    this.words = new Uint32Array(this.memory);
    if (!isUsed) this.words.fill(0xff000000);
    this.bytes = new Uint8ClampedArray(this.memory);
    this.#right = width;
  }

  get fillStyle(): string {
    return this.#style;
  }

  /** '#rrggbb' or 'rgb(r g b / p%)'. @throws Error for anything else */
  set fillStyle(style: string | CanvasGradient | CanvasPattern) {
    if (typeof style !== 'string') throw new Error('expected a colour');
    this.#ink = inkOf(style);
    this.#style = style;
  }

  get left(): number {
    return this.#left;
  }

  get right(): number {
    return this.#right;
  }

  /** From now on only columns from `left` to before `right` are painted. */
  clip(left: number, right: number): void {
    this.#left = Math.max(left, 0);
    this.#right = Math.min(right, this.width);
  }

  /** What was painted, so many columns further to the left; the columns that come free hold no picture. */
  shift(columns: number): void {
    if (columns > 0) this.words.copyWithin(0, columns);
    else this.words.copyWithin(-columns, 0);
  }

  /** Edges go to the nearest device pixel; what has a size at all covers one at least. */
  fillRect(x: number, y: number, width: number, height: number): void {
    if (!(width > 0 && height > 0)) return;
    const { scale, words } = this;
    const stride = this.width;
    const x0 = Math.round(x * scale);
    const y0 = Math.round(y * scale);
    const left = Math.max(x0, this.#left);
    const top = Math.max(y0, 0);
    const right = Math.min(Math.max(Math.round((x + width) * scale), x0 + 1), this.#right);
    const bottom = Math.min(Math.max(Math.round((y + height) * scale), y0 + 1), this.height);
    if (right <= left) return;
    const { word, alpha } = this.#ink;
    for (let row = top; row < bottom; row++) {
      const from = row * stride + left;
      const to = row * stride + right;
      if (alpha < 256) blendRow(words, from, to, word, alpha);
      else if (right - left >= leastFill) words.fill(word, from, to);
      else for (let at = from; at < to; at++) words[at] = word;
    }
  }

  /** One device pixel wide, from edge to edge. */
  line(fromX: number, fromY: number, toX: number, toY: number): void {
    const { scale, words, width, height } = this;
    const { word, alpha } = this.#ink;
    const [x0, y0] = [fromX * scale, fromY * scale];
    const [dx, dy] = [toX * scale - x0, toY * scale - y0];
    const steps = Math.max(Math.ceil(Math.max(Math.abs(dx), Math.abs(dy))), 1);
    for (let step = 0; step < steps; step++) {
      const share = (step + 0.5) / steps;
      const [x, y] = [Math.floor(x0 + dx * share), Math.floor(y0 + dy * share)];
      if (x < this.#left || y < 0 || x >= this.#right || y >= height) continue;
      blendRow(words, y * width + x, y * width + x + 1, word, alpha);
    }
  }

  /** Lines of one device pixel from the lower left to the upper right, every so many CSS pixels. */
  hatchRect(x: number, y: number, width: number, height: number, periodPx: number): void {
    const { scale, words } = this;
    const left = Math.max(Math.round(x * scale), this.#left);
    const right = Math.min(Math.round((x + width) * scale), this.#right);
    const bottom = Math.min(Math.round((y + height) * scale), this.height);
    const period = Math.max(Math.round(periodPx * scale), 1);
    // Lines keep their places relative to the rectangle's own edge, also where that is out of sight.
    const phase = Math.round(x * scale) % period;
    const { word, alpha } = this.#ink;
    for (let row = Math.max(Math.round(y * scale), 0); row < bottom; row++) {
      const behind = (((left - phase + row) % period) + period) % period;
      for (let column = left + (behind === 0 ? 0 : period - behind); column < right; column += period) {
        const at = row * this.width + column;
        blendRow(words, at, at + 1, word, alpha);
      }
    }
  }
}

function blendRow(words: Uint32Array, from: number, to: number, word: number, alpha: number): void {
  for (let at = from; at < to; at++) words[at] = mixed(words[at]!, word, alpha);
}

/**
 * One opaque colour over another, red and blue at a time.
 * @param share of `over`, 0..256
 */
export function mixed(behind: number, over: number, share: number): number {
  const rest = 256 - share;
  const outer = (((behind & 0xff00ff) * rest + (over & 0xff00ff) * share) >>> 8) & 0xff00ff;
  const inner = (((behind & 0x00ff00) * rest + (over & 0x00ff00) * share) >>> 8) & 0x00ff00;
  return (0xff000000 | outer | inner) >>> 0;
}

function inkOf(style: string): Ink {
  let ink = inks.get(style);
  if (ink === undefined) {
    ink = parseInk(style);
    inks.set(style, ink);
  }
  return ink;
}

function parseInk(style: string): Ink {
  const hex = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(style);
  if (hex !== null) {
    const [red, green, blue] = hex.slice(1).map((digits) => Number.parseInt(digits, 16));
    return { word: wordOf(red!, green!, blue!), alpha: 256 };
  }
  const faint = /^rgb\((\d+) (\d+) (\d+) \/ (\d+)%\)$/.exec(style);
  if (faint === null) throw new Error(`expected a colour, got ${style}`);
  const [red, green, blue, percent] = faint.slice(1).map(Number);
  return { word: wordOf(red!, green!, blue!), alpha: Math.round((percent! / 100) * 256) };
}

function wordOf(red: number, green: number, blue: number): number {
  return (0xff000000 | (blue << 16) | (green << 8) | red) >>> 0;
}
