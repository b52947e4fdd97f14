/** Finds where every note of a score sounds in a recording. */
import { divisiError } from '../../../../shared/contract/errors.ts';
import type { Alignment, AlignmentPins } from '../../../../shared/music/alignment.ts';
import type { Score } from '../../../../shared/music/score.ts';
import { err, ok } from '../../../../shared/std/result.ts';
import type { Result } from '../../../../shared/std/result.ts';
import { RecordingFailure } from '../audio/file-failure.ts';
import type { Recording } from '../audio/recording.ts';
import { alignBands } from './align-bands.ts';
import { alignByDtw } from './dtw/align-by-dtw.ts';
import { analyseBands } from './features/analyse-bands.ts';
import { DecimatedReader } from './features/decimated-reader.ts';
import type { TimeRange } from './spans/spans.ts';

export type AlignRequest = {
  readonly score: Score;
  readonly pins: AlignmentPins;
  /** 'chords': dynamic programming over the score's chords; 'dtw': the paper's. */
  readonly aligner: 'chords' | 'dtw';
  /** With new anchors only what lies between their neighbours is computed anew. */
  readonly previous: Alignment | null;
  /** Stretches of the recording in which `previous` stays as it is. */
  readonly lockedSec: readonly TimeRange[];
};

export type AlignHooks = { readonly signal: AbortSignal; onProgress(fraction: number): void };

/** Share of the work that the bands take. */
const analysisShare = 0.6;

/**
 * Memory: about 700 bytes for a hundredth of a second. Fails with 'score-mismatch', 'cancelled', or what reading
 * the recording fails with.
 */
export async function alignScore(
  recording: Recording,
  request: AlignRequest,
  hooks: AlignHooks,
): Promise<Result<Alignment>> {
  if (request.aligner === 'dtw') return alignByDtw(recording, request, hooks);
  try {
    const bands = await analyseBands(recording, {
      signal: hooks.signal,
      onProgress: (fraction) => hooks.onProgress(analysisShare * fraction),
    });
    if (!bands.ok) return bands;
    const found = await alignBands(bands.value, new DecimatedReader(recording), request, {
      signal: hooks.signal,
      onProgress: (fraction) => hooks.onProgress(analysisShare + (1 - analysisShare) * fraction),
    });
    if (hooks.signal.aborted) return err(divisiError('cancelled', 'Stopped.'));
    if (found.ok) return ok(found.value);
    return err(divisiError('score-mismatch', `"${recording.path}": ${found.reason}`, found.data));
  } catch (cause) {
    if (cause instanceof RecordingFailure) return err(cause.error);
    throw cause;
  }
}
