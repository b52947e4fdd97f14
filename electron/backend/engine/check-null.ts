/** Holds the stems on the disk against the recording. */
import { divisiError } from '../../../shared/contract/errors.ts';
import { err, ok } from '../../../shared/std/result.ts';
import type { Result } from '../../../shared/std/result.ts';
import type { SampleRange } from './audio/excerpt.ts';
import type { Recording } from './audio/recording.ts';
import type { BitDepth } from './separation-request.ts';
import { measureNullDepth } from './stems/null-depth.ts';

/** What the sum of a complete set must stay below, relative to the recording's RMS. */
const limitsDb: Readonly<Record<BitDepth, number>> = Object.freeze({ '32f': -120, '24': -110, '16': -60 });

/** RMS of rounding to the grid, relative to full scale; 32-bit floats round relative to the sample. */
const gridNoiseDb: Readonly<Record<BitDepth, number>> = Object.freeze({
  '32f': -Infinity,
  '24': -149.3,
  '16': -101.1,
});

export type NullCheck = {
  readonly depthDb: number;
  /** Why the sum may be worse than the limit, where it is. */
  readonly warnings: readonly string[];
};

export type NullRequest = {
  readonly recording: Recording;
  readonly range: SampleRange;
  /** Of a complete set. */
  readonly stemPaths: readonly string[];
  readonly bits: BitDepth;
  /** RMS of the range, full scale 1. */
  readonly recordingRms: number;
  /** Samples beyond full scale that were limited, what they lost being in the residual. */
  readonly limitedSamples: number;
  /** Samples beyond full scale that were limited for good. */
  readonly clippedSamples: number;
};

/**
 * Fails with 'null-failed' where the set does not sum to the recording as closely as its format can, with
 * 'cancelled', and as reading does. Two causes are the format's and end in a warning: samples beyond
 * full scale, and a recording so quiet that the grid's rounding is above the limit.
 */
export async function checkNull(request: NullRequest, signal: AbortSignal): Promise<Result<NullCheck>> {
  const { recording, range, stemPaths, bits, recordingRms, limitedSamples, clippedSamples } = request;
  const measured = await measureNullDepth(recording, range, stemPaths, signal);
  if (!measured.ok) return measured;
  const { depthDb } = measured.value;
  const warnings: string[] = [];
  if (limitedSamples > 0) {
    warnings.push(
      `${counted(limitedSamples)} beyond full scale and limited to it; the residual holds the rest. --bits 32f keeps every stem whole.`,
    );
  }
  if (clippedSamples > 0) {
    warnings.push(
      `${counted(clippedSamples)} beyond full scale, more than the set could hold, and lost the rest; --bits 32f keeps it.`,
    );
  }
  if (depthDb <= limitsDb[bits]) return ok({ depthDb, warnings });
  const reachableDb = gridNoiseDb[bits] - 20 * Math.log10(recordingRms) + marginDb;
  if (depthDb <= reachableDb) {
    warnings.push(`The recording is so quiet that ${bits} bits round it noticeably; --bits 32f does not.`);
  } else if (clippedSamples === 0) {
    const message = `The stems sum to the recording within ${depthDb.toFixed(1)} dB only; ${limitsDb[bits]} dB is expected of ${bits}.`;
    return err(divisiError('null-failed', message, { depthDb }));
  }
  return ok({ depthDb, warnings });
}

function counted(samples: number): string {
  return samples === 1 ? '1 sample of the stems was' : `${samples} samples of the stems were`;
}

/** The rounding error of one short file need not be at its mean level. */
const marginDb = 6;
