/**
 * When to stop, from the training cost alone: more passes always lower the cost, and from some point
 * on they only move sound between units that are active together.
 */
export type StoppingRule = {
  /** Epochs over which the improvement is measured. */
  readonly window: number;
  /** Stops unless the mean cost of the last window is below that of the window before by more than this share. */
  readonly leastGain: number;
};

/**
 * @param costs of all epochs of one stage so far
 * @returns whether the last window gained less than the rule asks for; false until two windows are full
 */
export function hasSettled(costs: readonly number[], rule: StoppingRule): boolean {
  const { window, leastGain } = rule;
  if (costs.length < 2 * window) return false;
  const recent = mean(costs.slice(-window));
  const before = mean(costs.slice(-2 * window, -window));
  return !(before - recent > leastGain * before);
}

function mean(values: readonly number[]): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum / values.length;
}
