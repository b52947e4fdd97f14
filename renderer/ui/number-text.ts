/** Numbers as people type and read them in fields. */

export type NumberRange = { readonly min: number; readonly max: number };

/**
 * A typed number, within the range: decimals with a point or a comma, a unit behind it is ignored.
 * @returns null for text that is no number
 */
export function parseNumber(text: string, { min, max }: NumberRange): number | null {
  const match = /^\s*([-+−]?)\s*(\d+(?:[.,]\d*)?|[.,]\d+)\s*\D*$/u.exec(text);
  if (match === null) return null;
  const size = Number((match[2] ?? '').replace(',', '.'));
  const value = match[1] === '-' || match[1] === '−' ? -size : size;
  return Math.min(Math.max(value, min), max);
}

/** With at most `digits` decimals, none that are zero. */
export function formatNumber(value: number, digits: number): string {
  const rounded = Number(value.toFixed(digits));
  return String(rounded === 0 ? 0 : rounded).replace('-', '−');
}
