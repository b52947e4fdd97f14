/**
 * A seedable pseudo-random generator, so that the same seed gives the same stems. Not for secrets.
 *
 * @source C. Doty-Humphrey, PractRand, "sfc32": 128 bits of state, the last word a counter, hence a period of
 * at least 2^32 for every seed. The state is filled from the seed by SplitMix32 and stirred 12 times.
 */
export interface Rng {
  /** Uniform integer in [0, 2^32). */
  nextUint32(): number;
  /** Uniform number in [0, 1), 32 bits fine. */
  nextFloat(): number;
  /** Uniform integer in [0, bound), bound an integer in [1, 2^32]; no modulo bias worth naming below 2^20. */
  nextInt(bound: number): number;
  /** Normally distributed, mean 0, standard deviation 1. */
  nextNormal(): number;
}

/**
 * @param seed any integer; its lower 32 bits count.
 * @param stream independent sequences of the same seed, for example one per stem.
 */
export function createRng(seed: number, stream = 0): Rng {
  const fill = splitMix32((seed ^ Math.imul(stream, 0x9e3779b1)) | 0);
  let a = fill();
  let b = fill() ^ (stream | 0);
  let c = fill();
  let counter = 1;
  let spareNormal: number | undefined;

  function nextUint32(): number {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return sum >>> 0;
  }
  for (let round = 0; round < 12; round++) nextUint32();

  function nextFloat(): number {
    return nextUint32() / 0x1_0000_0000;
  }

  return {
    nextUint32,
    nextFloat,
    nextInt: (bound) => Math.floor(nextFloat() * bound),
    nextNormal() {
      if (spareNormal !== undefined) {
        const value = spareNormal;
        spareNormal = undefined;
        return value;
      }
      // Box-Muller; 1 - u keeps the logarithm away from zero.
      const radius = Math.sqrt(-2 * Math.log(1 - nextFloat()));
      const angle = 2 * Math.PI * nextFloat();
      spareNormal = radius * Math.sin(angle);
      return radius * Math.cos(angle);
    },
  };
}

function splitMix32(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x9e3779b9) | 0;
    let mixed = state ^ (state >>> 16);
    mixed = Math.imul(mixed, 0x21f0aaad);
    mixed ^= mixed >>> 15;
    mixed = Math.imul(mixed, 0x735a2d97);
    return mixed ^ (mixed >>> 15);
  };
}
