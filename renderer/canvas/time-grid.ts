/** Round times for a ruler. */

const steps = [
  0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 1800,
];

/** The smallest round step that keeps labels `labelPx` apart. */
export function rulerStep(pxPerSec: number, labelPx: number): number {
  return steps.find((step) => step * pxPerSec >= labelPx) ?? 3600;
}

/** Multiples of the step in [fromSec, toSec], from 0 on. */
export function rulerTimes(fromSec: number, toSec: number, stepSec: number): number[] {
  const times: number[] = [];
  for (let n = Math.max(0, Math.ceil(fromSec / stepSec)); n * stepSec <= toSec; n++) times.push(n * stepSec);
  return times;
}

/** '1:02.5', with as many decimals as the step needs. */
export function rulerText(sec: number, stepSec: number): string {
  const digits = Math.max(0, Math.ceil(-Math.log10(stepSec) - 1e-9));
  const rounded = Number(sec.toFixed(digits));
  const minutes = Math.floor(rounded / 60);
  const rest = (rounded - minutes * 60).toFixed(digits);
  return `${minutes}:${rest.padStart(digits > 0 ? digits + 3 : 2, '0')}`;
}
