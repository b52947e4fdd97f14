/**
 * Model bands: STFT bins, one by one where pitches lie close, and pooled where a fixed fraction of the
 * frequency is wider than a bin. Pooling sums magnitudes, so that the generalised KL divergence over
 * bands keeps the weight that it has over bins.
 */
export type MagnitudeBands = {
  /** First bin of every band and one past the last bin, [bands + 1]; edges[0] = 0. */
  readonly edges: Int32Array;
  readonly bandCount: number;
  /** Hz between bins. */
  readonly binHz: number;
};

/** Above the highest fundamentals and their first partials; a band there is a third of a semitone wide. */
const coarseFromHz = 10_000;
const coarseFactor = 4;

/**
 * @param relativeWidth width of a band as a fraction of its frequency, four times that where only high
 * partials and noise are left; 0 keeps every bin
 * @param bins windowSamples / 2 + 1
 */
export function magnitudeBands(bins: number, binHz: number, relativeWidth: number): MagnitudeBands {
  const edges = [0];
  for (let bin = 0; bin < bins;) {
    const width = bin * binHz < coarseFromHz ? relativeWidth : relativeWidth * coarseFactor;
    bin = Math.min(bins, bin + Math.max(1, Math.round(bin * width)));
    edges.push(bin);
  }
  return { edges: Int32Array.from(edges), bandCount: edges.length - 1, binHz };
}
