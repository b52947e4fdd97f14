/** Levels over time and pitch as they are drawn, at every scale of time. */

export type LevelImage = {
  readonly fromSec: number;
  readonly toSec: number;
  /** The lower edge of the lowest row. */
  readonly lowMidi: number;
  readonly highMidi: number;
  readonly rows: number;
  /** From the finest: each has half the frames of the one before. */
  readonly scales: readonly LevelScale[];
};

export type LevelScale = {
  readonly frames: number;
  /** [rows, frames] flattened, the lowest row first; 0..255. */
  readonly levels: Uint8Array;
};

/**
 * How two frames become one: sound keeps its brightness at every scale by the mean; what is rare must not vanish, and
 * is kept by the greater of the two.
 */
export type Pooling = 'mean' | 'greater';

/** @param levels [frames, rows] flattened. Cost O(frames rows), memory twice that */
export function levelImage(
  place: Omit<LevelImage, 'rows' | 'scales'>,
  levels: Uint8Array,
  rows: number,
  pooling: Pooling,
): LevelImage {
  const frames = Math.floor(levels.length / rows);
  const scales = [transposed(levels, frames, rows)];
  while (scales.at(-1)!.frames > 1) scales.push(halved(scales.at(-1)!, rows, pooling));
  return { ...place, rows, scales };
}

function transposed(levels: Uint8Array, frames: number, rows: number): LevelScale {
  const turned = new Uint8Array(frames * rows);
  for (let row = 0; row < rows; row++) {
    for (let frame = 0; frame < frames; frame++) turned[row * frames + frame] = levels[frame * rows + row]!;
  }
  return { frames, levels: turned };
}

function halved({ frames, levels }: LevelScale, rows: number, pooling: Pooling): LevelScale {
  const half = Math.ceil(frames / 2);
  const pooled = new Uint8Array(half * rows);
  for (let row = 0; row < rows; row++) {
    for (let frame = 0; frame < half; frame++) {
      const at = row * frames + 2 * frame;
      const one = levels[at]!;
      const other = 2 * frame + 1 < frames ? levels[at + 1]! : one;
      pooled[row * half + frame] = pooling === 'mean' ? (one + other + 1) >> 1 : Math.max(one, other);
    }
  }
  return { frames: half, levels: pooled };
}

/**
 * The scale for pixels of so many of the finest frames each: not finer than a frame a pixel, so that no pixel leaves
 * out what it should show.
 */
export function scaleFor({ scales }: LevelImage, framesPerPixel: number): LevelScale {
  const index = Math.ceil(Math.log2(Math.max(framesPerPixel, 1)) - 0.5);
  return scales[Math.min(index, scales.length - 1)]!;
}
