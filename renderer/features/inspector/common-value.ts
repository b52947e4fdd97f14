/** What a field shows for several things at once. */

/** The value that all share; null where they differ, or where there are none. */
export function commonValue<T>(values: readonly T[], isSame: (a: T, b: T) => boolean = Object.is): T | null {
  const [first] = values;
  return first !== undefined && values.every((value) => isSame(value, first)) ? first : null;
}

/** Numbers that are shown alike are alike. */
export function commonNumber(values: readonly number[], digits: number): number | null {
  const unit = 10 ** digits;
  return commonValue(values, (a, b) => a === b || Math.round(a * unit) === Math.round(b * unit));
}
