/** Times for people. */

/** 8 s, 1:05 min, 2:03 h. @param sec >= 0 */
export function durationText(sec: number): string {
  const whole = Math.round(sec);
  if (whole < 60) return `${whole} s`;
  if (whole < 3600) return `${Math.floor(whole / 60)}:${twoDigits(whole % 60)} min`;
  return `${Math.floor(whole / 3600)}:${twoDigits(Math.floor((whole % 3600) / 60))} h`;
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}
