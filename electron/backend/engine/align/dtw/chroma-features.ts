/** What the two sides of the warping are compared by: pitch classes that sound, and that begin. */

export type ChromaFeatures = {
  readonly frames: number;
  /** [frames, 12] flattened, from C; every frame of length 1, all alike in silence. */
  readonly chroma: Float32Array;
  /** [frames, 12] flattened: decaying, locally normalised onsets, 0..1. */
  readonly onsets: Float32Array;
};

const settings = Object.freeze({
  /** Frames that an onset is seen for, and the exponent of its decay. */
  decayFrames: 10,
  decayExponent: 0.5,
  /** Half the width of the stretch whose strongest onset counts as 1. */
  normFrames: 50,
  /** Strongest onsets below this share of the recording's are not made larger. */
  leastNormShare: 0.1,
});

/** In place: every frame to length 1; frames without anything have all pitch classes alike. */
export function normaliseChroma(chroma: Float32Array): void {
  for (let start = 0; start < chroma.length; start += 12) {
    let squares = 0;
    for (let k = 0; k < 12; k++) squares += chroma[start + k]! ** 2;
    const norm = Math.sqrt(squares);
    for (let k = 0; k < 12; k++) {
      chroma[start + k] = norm > 1e-9 ? chroma[start + k]! / norm : Math.sqrt(1 / 12);
    }
  }
}

/**
 * Onset strengths to DLNCO: divided by the largest norm nearby, then each kept for some frames while it
 * fades, the stronger of two counting.
 * @param strengths [frames, 12] flattened, >= 0, 0 where nothing begins
 * @source Ewert, Mueller & Grosche, ICASSP 2009, section 2.2 (CO, LNCO, DLNCO).
 */
export function decayingOnsets(strengths: Float32Array): Float32Array {
  const frames = strengths.length / 12;
  const norms = new Float32Array(frames);
  for (let n = 0; n < frames; n++) {
    let squares = 0;
    for (let k = 0; k < 12; k++) squares += strengths[n * 12 + k]! ** 2;
    norms[n] = Math.sqrt(squares);
  }
  const least = settings.leastNormShare * norms.reduce((most, norm) => Math.max(most, norm), 1e-9);
  const nearby = slidingMaximum(norms, settings.normFrames);
  const onsets = new Float32Array(strengths.length);
  for (let n = 0; n < frames; n++) {
    const scale = 1 / Math.max(nearby[n]!, least);
    const until = Math.min(frames, n + settings.decayFrames);
    for (let k = 0; k < 12; k++) {
      const value = strengths[n * 12 + k]! * scale;
      if (value === 0) continue;
      for (let later = n; later < until; later++) {
        const faded = value * (later - n + 1) ** -settings.decayExponent;
        if (faded > onsets[later * 12 + k]!) onsets[later * 12 + k] = faded;
      }
    }
  }
  return onsets;
}

/** The mean of every `factor` frames, of length 1 again; onsets, meaningless at that width, are left out. */
export function coarsen({ frames, chroma }: ChromaFeatures, factor: number): ChromaFeatures {
  const coarseFrames = Math.ceil(frames / factor);
  const mean = new Float32Array(coarseFrames * 12);
  for (let n = 0; n < frames; n++) {
    const to = Math.floor(n / factor) * 12;
    for (let k = 0; k < 12; k++) mean[to + k]! += chroma[n * 12 + k]!;
  }
  normaliseChroma(mean);
  return { frames: coarseFrames, chroma: mean, onsets: new Float32Array(0) };
}

/** The frames named, in their order. */
export function pickFrames(
  { chroma, onsets }: Pick<ChromaFeatures, 'chroma' | 'onsets'>,
  frames: Int32Array,
): ChromaFeatures {
  const picked = {
    frames: frames.length,
    chroma: new Float32Array(frames.length * 12),
    onsets: new Float32Array(frames.length * 12),
  };
  frames.forEach((frame, n) => {
    picked.chroma.set(chroma.subarray(frame * 12, frame * 12 + 12), n * 12);
    picked.onsets.set(onsets.subarray(frame * 12, frame * 12 + 12), n * 12);
  });
  return picked;
}

/** Largest value within `reach` to both sides. Cost O(length). */
function slidingMaximum(values: Float32Array, reach: number): Float32Array {
  const out = new Float32Array(values.length);
  const queue: number[] = [];
  let head = 0;
  let next = 0;
  for (let n = 0; n < values.length; n++) {
    for (; next < Math.min(values.length, n + reach + 1); next++) {
      while (queue.length > head && values[queue.at(-1)!]! <= values[next]!) queue.pop();
      queue.push(next);
    }
    while (queue[head]! < n - reach) head++;
    out[n] = values[queue[head]!]!;
  }
  return out;
}
