/** The parts of interpolators between samples. */

/** 1 in the middle, 0 at every other whole number. */
export function sinc(x: number): number {
  return x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
}

/**
 * Kaiser's window: 1 in the middle, 0 outside.
 *
 * @param x from -1 to 1, its ends
 * @param beta up to 25; more of it for a deeper stop band and a wider slope
 */
export function kaiserWindow(x: number, beta: number): number {
  return Math.abs(x) <= 1 ? besselI0(beta * Math.sqrt(1 - x * x)) / besselI0(beta) : 0;
}

/** Modified Bessel function of the first kind, order 0, by its series. */
function besselI0(x: number): number {
  let sum = 1;
  let term = 1;
  for (let k = 1; k < 40; k++) {
    term *= (x / (2 * k)) ** 2;
    sum += term;
  }
  return sum;
}
