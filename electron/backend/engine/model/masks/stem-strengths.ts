/** How hard single stems are cut out, in place of the mask rule's one exponent for all. */

export type StemStrength = {
  /** In place of the rule's. */
  readonly exponent: number;
  /** The least that the mask lets through, dB <= 0; null is nothing at all. */
  readonly floorDb: number | null;
};

/** A share below this is rounding of float32 sums, which a small exponent would raise to sound. */
const leastShare = 1e-6;

/**
 * Changes masks [groups, values] in place. With what the groups leave, they sum to 1 as before.
 *
 * Of the shares m of all stems, what the groups leave among them, each becomes m^(its exponent / the rule's),
 * and all are divided by their sum: stems of one exponent have the shares of the normalised rule with that
 * exponent, and what a stem gives up goes to the others in proportion to theirs. Shares below their floor are
 * then raised to it, at the cost of those above theirs; floors of more than 1 together are scaled down to 1.
 *
 * @param strengths one for each group, then for what they leave; null is as the rule has it
 * @param exponent of the rule
 */
export function applyStrengths(
  masks: Float32Array,
  strengths: readonly (StemStrength | null)[],
  exponent: number,
): void {
  if (strengths.every((strength) => strength === null)) return;
  const stems = strengths.length;
  const groups = stems - 1;
  const values = masks.length / groups;
  if (!Number.isInteger(values)) throw new RangeError(`expected masks of ${groups} groups`);
  const powers = strengths.map((strength) => (strength?.exponent ?? exponent) / exponent);
  const floors = floorsOf(strengths);
  const hasFloors = floors.some((floor) => floor > 0);
  const shares = new Float64Array(stems);
  for (let i = 0; i < values; i++) {
    let left = 1;
    for (let group = 0; group < groups; group++) left -= shares[group] = masks[group * values + i]!;
    shares[groups] = left > leastShare ? left : 0;
    raise(shares, powers);
    if (hasFloors) liftTo(shares, floors);
    for (let group = 0; group < groups; group++) masks[group * values + i] = shares[group]!;
  }
}

function floorsOf(strengths: readonly (StemStrength | null)[]): number[] {
  const floors = strengths.map((strength) => {
    const floorDb = strength?.floorDb ?? null;
    return floorDb === null ? 0 : 10 ** (floorDb / 20);
  });
  const sum = floors.reduce((total, floor) => total + floor, 0);
  return sum > 1 ? floors.map((floor) => floor / sum) : floors;
}

function raise(shares: Float64Array, powers: readonly number[]): void {
  let sum = 0;
  for (let stem = 0; stem < shares.length; stem++) {
    const share = shares[stem]!;
    const power = powers[stem]!;
    if (power !== 1 && share > 0 && share !== 1) shares[stem] = share ** power;
    sum += shares[stem]!;
  }
  if (sum > 0 && sum !== 1) for (let stem = 0; stem < shares.length; stem++) shares[stem]! /= sum;
}

/**
 * The greatest c <= 1 for which max(floor, c share) sums to 1. Whoever is at the floor for some c stays there
 * for every smaller one, so that c is found in as many rounds as there are stems, or less.
 */
function liftTo(shares: Float64Array, floors: readonly number[]): void {
  const stems = shares.length;
  let scale = 1;
  for (let round = 0; round < stems; round++) {
    let budget = 1;
    let above = 0;
    for (let stem = 0; stem < stems; stem++) {
      if (scale * shares[stem]! < floors[stem]!) budget -= floors[stem]!;
      else above += shares[stem]!;
    }
    const next = above > 0 ? Math.min(scale, Math.max(0, budget / above)) : 0;
    if (next === scale) break;
    scale = next;
  }
  for (let stem = 0; stem < stems; stem++) {
    shares[stem] = Math.max(floors[stem]!, scale * shares[stem]!);
  }
}
