/** Reads a signal at any speed by windowed-sinc interpolation. */
import { kaiserWindow, sinc } from '../../../shared/std/windowed-sinc.ts';

/** Zero crossings on each side: -80 dB alias with the Kaiser window below. */
const crossings = 16;
const tableStepsPerCrossing = 512;
const kaiserBeta = 9;
/** Part of the band that is kept, so that the filter's slope lies below half the lower rate. */
const band = 0.95;

/**
 * Samples of `source` at the positions startSample + n * step, n = 0 .. count-1, band-limited to half of
 * the lower of the two rates. Positions outside the source read as 0.
 *
 * @param step source samples per output sample, > 0; above 1 the signal gets higher and shorter.
 * @returns [count]. Cost: 32 * max(1, step) multiplications a sample.
 * @source J. O. Smith, Digital Audio Resampling Home Page, "windowed-sinc interpolation"
 */
export function resample(
  source: Float32Array,
  startSample: number,
  step: number,
  count: number,
): Float32Array {
  const cutoff = band * Math.min(1, 1 / step);
  const halfWidth = crossings / cutoff;
  const scale = cutoff * tableStepsPerCrossing;
  const out = new Float32Array(count);
  for (let n = 0; n < count; n++) {
    const position = startSample + n * step;
    const first = Math.max(0, Math.ceil(position - halfWidth));
    const last = Math.min(source.length - 1, Math.floor(position + halfWidth));
    let sum = 0;
    for (let i = first; i <= last; i++) {
      const at = Math.abs(position - i) * scale;
      const index = Math.floor(at);
      const a = kernel[index] as number;
      sum += (source[i] as number) * (a + (at - index) * ((kernel[index + 1] as number) - a));
    }
    out[n] = sum * cutoff;
  }
  return out;
}

/** Half of the windowed sinc; two values past its end keep the interpolation inside. */
const kernel = Float64Array.from({ length: crossings * tableStepsPerCrossing + 2 }, (_, index) => {
  const x = index / tableStepsPerCrossing;
  return sinc(x) * kaiserWindow(x / crossings, kaiserBeta);
});
