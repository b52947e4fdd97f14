/**
 * Signals from short recipes, the same numbers in every language: see fixtures/bss-eval/make.py, which
 * describes the recipes and makes the same signals in Python.
 */
export type Term = [kind: string, seed: number, shape: number | number[], delaySamples: number, gain: number];

/** Uniform noise in [-1, 1) from a 32-bit linear congruential generator. */
export function seededNoise(seed: number, count: number): Float64Array {
  const out = new Float64Array(count);
  let state = seed >>> 0;
  for (let n = 0; n < count; n++) {
    state = (Math.imul(1664525, state) + 1013904223) >>> 0;
    out[n] = state / 2147483648 - 1;
  }
  return out;
}

export function recipeSignal(recipe: readonly Term[], count: number, bits = 0): Float64Array {
  const out = new Float64Array(count);
  for (const [kind, seed, shape, delay, gain] of recipe) {
    const y = shapedNoise(kind, seed, shape, count);
    for (let n = delay; n < count; n++) out[n] = (out[n] as number) + gain * (y[n - delay] as number);
  }
  if (bits === 0) return out;
  const scale = 2 ** (bits - 1);
  return out.map((value) => Math.floor(value * scale + 0.5) / scale);
}

function shapedNoise(kind: string, seed: number, shape: number | number[], count: number): Float64Array {
  const x = seededNoise(seed, count);
  const [a1 = 0, a2 = 0] = typeof shape === 'number' ? [shape] : shape;
  let y1 = 0;
  let y2 = 0;
  return x.map((value) => {
    const y = kind === 'noise' ? value + a1 * y1 : (value > 0.995 ? value : 0) + a1 * y1 + a2 * y2;
    y2 = y1;
    y1 = y;
    return y;
  });
}
