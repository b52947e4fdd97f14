/** Notices a training that goes wrong: costs that explode, units that say nothing. */

/** A cost above this many times the first one is an explosion; Adam's first steps may well double it. */
const EXPLOSION = 10;
/** Activations of mean-1 magnitudes below this are silence: under softplus none is exactly zero. */
const SILENCE = 1e-6;

/** @param first cost of the first step */
export function hasExploded(cost: number, first: number): boolean {
  return !Number.isFinite(cost) || cost > EXPLOSION * Math.max(first, 1);
}

/** Units that the labels allow in at least one frame. @param labels [frames, units] flattened */
export function labelledUnits(labels: Uint8Array, units: number): number[] {
  const allowed = new Uint8Array(units);
  for (let index = 0; index < labels.length; index++) {
    if (labels[index] !== 0) allowed[index % units] = 1;
  }
  return [...allowed.keys()].filter((unit) => allowed[unit] === 1);
}

/**
 * Labelled units that stayed silent in every frame.
 *
 * @param peaks [units], the loudest activation of each unit within its labels
 */
export function deadUnits(peaks: Float32Array, labelled: readonly number[]): number[] {
  return labelled.filter((unit) => !((peaks[unit] ?? 0) > SILENCE));
}

/**
 * Hidden units whose output hardly moves over the frames: they carry nothing on.
 *
 * @param outputs [frames, hidden] flattened, each in (0, 1)
 */
export function deadHiddenUnits(outputs: Float32Array, hidden: number): number[] {
  const least = new Float32Array(hidden).fill(Infinity);
  const most = new Float32Array(hidden).fill(-Infinity);
  for (let index = 0; index < outputs.length; index++) {
    const unit = index % hidden;
    const value = outputs[index] ?? 0;
    least[unit] = Math.min(least[unit] ?? value, value);
    most[unit] = Math.max(most[unit] ?? value, value);
  }
  return [...least.keys()].filter((unit) => !((most[unit] ?? 0) - (least[unit] ?? 0) > 1e-4));
}
