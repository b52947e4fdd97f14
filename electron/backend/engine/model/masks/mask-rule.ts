/** From the magnitudes that a model gives each group to the groups' shares of a band. */

export type MaskSettings = {
  /** p of V_g^p. */
  readonly exponent: number;
  /**
   * 'paper': each group against the model's output for all that the labels allow; what the groups leave of
   * it goes to the residual. 'normalised': the groups and the background against their sum.
   */
  readonly normalisation: 'paper' | 'normalised';
};

export type BandModel = {
  /** V_g, [groups, values] flattened. */
  readonly groups: Float32Array;
  readonly groupCount: number;
  /**
   * [values]: for 'paper' f(L * h), the model's output for everything; for 'normalised' the output of the
   * background alone.
   */
  readonly other: Float32Array;
  /** V, [values], of the recording. */
  readonly magnitudes: Float32Array;
  /** Below this a magnitude counts as no energy, and what has none goes to the residual. */
  readonly floor: number;
};

/**
 * Masks in [0, 1], [groups, values] flattened; their sum over groups is at most 1.
 *
 * 'paper': (V_g / (f + eps))^p clipped to 1, and where the masks of a band sum to more than 1 (a model
 * whose parts are louder than the whole), scaled down to 1.
 * 'normalised': V_g^p / (sum over groups and background of V_j^p + eps).
 * @source Ewert & Sandler, ICASSP 2017, section 3 (p = 1); the scaling and p are additions.
 */
export function shareOut(model: BandModel, settings: MaskSettings): Float32Array {
  const { groups, groupCount, other, magnitudes, floor } = model;
  const values = magnitudes.length;
  const power = powerOf(settings.exponent);
  const least = power(floor);
  const masks = new Float32Array(groups.length);
  const isPaper = settings.normalisation === 'paper';
  for (let i = 0; i < values; i++) {
    if (!(magnitudes[i]! > floor)) continue;
    let sum = isPaper ? 0 : power(other[i]!) + least;
    const whole = isPaper ? power(other[i]!) + least : 1;
    for (let at = i; at < groups.length; at += values) {
      const share = isPaper ? Math.min(1, power(groups[at]!) / whole) : power(groups[at]!);
      masks[at] = share;
      sum += share;
    }
    const divisor = isPaper ? Math.max(1, sum) : sum;
    if (divisor === 1) continue;
    for (let group = 0; group < groupCount; group++) masks[group * values + i]! /= divisor;
  }
  return masks;
}

/** Math.pow is slow, and nearly all masks have one of these exponents. */
function powerOf(exponent: number): (value: number) => number {
  if (exponent === 1) return (value) => value;
  if (exponent === 1.5) return (value) => value * Math.sqrt(value);
  if (exponent === 1.75) {
    return (value) => {
      const root = Math.sqrt(value);
      return value * root * Math.sqrt(root);
    };
  }
  if (exponent === 2) return (value) => value * value;
  return (value) => value ** exponent;
}
