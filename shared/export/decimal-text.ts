/** A number in plain decimal notation, never with an exponent; at most `digits` behind the point. */
export function decimalText(value: number, digits: number): string {
  const text = value.toFixed(digits);
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text;
}
