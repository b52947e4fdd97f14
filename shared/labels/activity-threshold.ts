/** From how much activity on a class counts as active: one rule for every class and piece. */

/** Share of a class's usual loud level: -20 dB. */
const thresholdShare = 0.1;
/** The loud level: this quantile of the class's activity over the frames where it is not zero. */
const loudQuantile = 0.95;

/**
 * @param activity [frames, columns] flattened, >= 0
 * @returns one threshold a column; Infinity for one that is never active. Cost O(cells log frames)
 */
export function activityThresholds(activity: Float32Array, columns: number): Float32Array {
  const thresholds = new Float32Array(columns);
  for (let column = 0; column < columns; column++) {
    let count = 0;
    for (let i = column; i < activity.length; i += columns) if (activity[i]! > 0) count += 1;
    const values = new Float32Array(count);
    let next = 0;
    for (let i = column; i < activity.length; i += columns)
      if (activity[i]! > 0) values[next++] = activity[i]!;
    values.sort();
    const loud = values[Math.min(count - 1, Math.floor(loudQuantile * count))] ?? Infinity;
    thresholds[column] = thresholdShare * loud;
  }
  return thresholds;
}
