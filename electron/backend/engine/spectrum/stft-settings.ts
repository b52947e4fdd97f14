/** Window and hop of a short-time Fourier transform, and how its frames lie over a recording. */
import { divisiError } from '../../../../shared/contract/errors.ts';
import { err, ok } from '../../../../shared/std/result.ts';
import type { Result } from '../../../../shared/std/result.ts';

/**
 * Frame n covers samples [n hop - window / 2, n hop + window / 2): its centre is sample n hop, and what lies
 * outside the recording counts as 0. Both are powers of two, hop <= window / 2.
 */
export type StftSettings = { readonly windowSamples: number; readonly hopSamples: number };

/** @source Ewert & Sandler, ICASSP 2017, section 3: 93 ms frames, 23 ms hop. */
const stftDefaults = Object.freeze({ windowMs: 93, hopMs: 23 });

const smallestHop = 4;
/** Longer windows (24 s at 44.1 kHz) resolve nothing that music has. */
const largestWindow = 2 ** 20;

/**
 * The powers of two that are nearest, as a ratio, to the given times at this rate: 4096 and 1024 for the
 * defaults at 44.1 kHz, 2048 and 512 at 22.05 kHz.
 * Fails with 'bad-usage' where the frames could not be put together again: hop above half a window.
 */
export function chooseStft(
  sampleRate: number,
  windowMs: number = stftDefaults.windowMs,
  hopMs: number = stftDefaults.hopMs,
): Result<StftSettings> {
  const windowSamples = nearestPowerOfTwo((windowMs * sampleRate) / 1000);
  const hopSamples = nearestPowerOfTwo((hopMs * sampleRate) / 1000);
  const settings = { windowSamples, hopSamples };
  if (isUsable(settings)) return ok(settings);
  return err(
    divisiError(
      'bad-usage',
      `A window of ${windowMs} ms with a hop of ${hopMs} ms makes ${windowSamples} and ${hopSamples} samples at ${sampleRate} Hz. The hop (--hop-ms) must be at least ${smallestHop} samples and at most half the window (--window-ms), the window at most ${largestWindow} samples.`,
    ),
  );
}

/** Frames over a recording: enough that every sample lies between two centres. */
export function countFrames(lengthSamples: number, hopSamples: number): number {
  return Math.ceil(lengthSamples / hopSamples) + 1;
}

/** Bins from 0 Hz to Nyquist. */
export function countBins(windowSamples: number): number {
  return windowSamples / 2 + 1;
}

/** @throws RangeError for settings whose frames could not be put together again. */
export function assertStft(settings: StftSettings): void {
  if (!isUsable(settings)) {
    throw new RangeError(
      `expected powers of two with hop <= window / 2, got window ${settings.windowSamples}, hop ${settings.hopSamples}`,
    );
  }
}

function isUsable({ windowSamples, hopSamples }: StftSettings): boolean {
  const arePowers = Number.isInteger(Math.log2(windowSamples)) && Number.isInteger(Math.log2(hopSamples));
  return (
    arePowers &&
    hopSamples >= smallestHop &&
    hopSamples <= windowSamples / 2 &&
    windowSamples <= largestWindow
  );
}

function nearestPowerOfTwo(value: number): number {
  return 2 ** Math.round(Math.log2(value));
}
