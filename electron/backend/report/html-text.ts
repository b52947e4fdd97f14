/** Text and numbers as the report page writes them. */

export function escapeHtml(text: string): string {
  const names: Readonly<Record<string, string>> = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
    "'": '&#39;',
  };
  return text.replace(/[&<>"']/g, (character) => names[character] ?? character);
}

/** '-12.3' with a true minus sign. */
export function decimal(value: number, digits = 1): string {
  return value.toFixed(digits).replace('-', '\u2212');
}

/** Four digits, and all of a whole number's: '4179', '287.1', '0.01235'. */
export function significant(value: number): string {
  return Math.abs(value) >= 1000 ? decimal(value, 0) : value.toPrecision(4).replace('-', '\u2212');
}

/** '38 s', '4.2 s' or '2 min 05 s'. */
export function duration(seconds: number): string {
  if (seconds < 9.95) return `${decimal(seconds)} s`;
  const whole = Math.round(seconds);
  if (whole < 100) return `${whole} s`;
  return `${Math.floor(whole / 60)} min ${String(whole % 60).padStart(2, '0')} s`;
}
