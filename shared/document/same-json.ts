/**
 * Whether two JSON values are equal, whatever the order of their fields. A field that is undefined counts
 * as one that is not there; 0 and -0 differ in no JSON text, and not here. Cost O(size).
 */
export function sameJson(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a)) {
    return (
      Array.isArray(b) &&
      a.length === b.length &&
      a.every((item, index) => sameJson(item, b[index] as unknown))
    );
  }
  if (Array.isArray(b)) return false;
  return includes(a, b) && includes(b, a, true);
}

/** Every field of `a` has an equal in `b`; with `keysOnly` it only has to be there. */
function includes(a: object, b: object, keysOnly = false): boolean {
  for (const key of Object.keys(a)) {
    const value = (a as Readonly<Record<string, unknown>>)[key];
    if (value === undefined) continue;
    const other = Object.hasOwn(b, key) ? (b as Readonly<Record<string, unknown>>)[key] : undefined;
    if (other === undefined || (!keysOnly && !sameJson(value, other))) return false;
  }
  return true;
}
