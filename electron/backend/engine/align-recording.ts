/** From a recording, a score and what the user asked for to an alignment: found, or read from a file. */
import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { divisiError } from '../../../shared/contract/errors.ts';
import type { Alignment, AlignmentPins } from '../../../shared/music/alignment.ts';
import { parseAlignmentFile } from '../../../shared/music/parse-alignment-file.ts';
import type { AlignmentFile } from '../../../shared/music/parse-alignment-file.ts';
import type { Score } from '../../../shared/music/score.ts';
import { err, ok } from '../../../shared/std/result.ts';
import type { Result } from '../../../shared/std/result.ts';
import { alignScore } from './align/align-score.ts';
import type { AlignOrder } from './alignment-choice.ts';
import { readFailure } from './audio/file-failure.ts';
import type { Recording } from './audio/recording.ts';

export type AlignHooks = { readonly signal: AbortSignal; onProgress(fraction: number): void };

/** An hour of notes takes 20 MB. */
const mostFileBytes = 256 * 2 ** 20;

/** Fails with 'bad-usage' (pins that no path can have), and as aligning does. */
export async function alignRecording(
  recording: Recording,
  score: Score,
  { aligner, pins }: AlignOrder,
  hooks: AlignHooks,
): Promise<Result<Alignment>> {
  const sound = checkPins(pins, recording, score);
  if (!sound.ok) return sound;
  const anchors = [...pins.anchors].sort((a, b) => a[0] - b[0]);
  return alignScore(
    recording,
    { score, pins: { anchors, skips: pins.skips }, aligner, previous: null, lockedSec: [] },
    hooks,
  );
}

/** Fails with 'file-missing', 'file-unreadable', 'bad-usage' and 'score-mismatch'. */
export async function readAlignmentFile(path: string, score: Score): Promise<Result<AlignmentFile>> {
  try {
    const { size } = await stat(path);
    if (size > mostFileBytes) {
      return err(divisiError('bad-usage', `--alignment: "${path}" is too large for an alignment.`));
    }
    return parseAlignmentFile(await readFile(path, 'utf8'), basename(path), score);
  } catch (cause) {
    return err(readFailure(cause, path));
  }
}

/** Anchors rise in both times and lie within score and recording; skips leave something and no anchor lies within. */
function checkPins(
  { anchors, skips }: AlignmentPins,
  { path, lengthSamples, sampleRate }: Recording,
  { durationSec }: Score,
): Result<void> {
  const lengthSec = lengthSamples / sampleRate;
  const bad = (message: string): Result<never> => err(divisiError('bad-usage', message));
  const sorted = [...anchors].sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  for (const [index, [scoreSec, audioSec]] of sorted.entries()) {
    const name = `--anchor ${scoreSec}=${audioSec}`;
    if (scoreSec > durationSec) return bad(`${name}: the score ends at ${seconds(durationSec)}.`);
    if (audioSec > lengthSec) return bad(`${name}: "${path}" ends at ${seconds(lengthSec)}.`);
    const before = sorted[index - 1];
    if (before !== undefined && !(scoreSec > before[0] && audioSec > before[1])) {
      return bad(
        `${name} and --anchor ${before[0]}=${before[1]} contradict each other: both times must rise.`,
      );
    }
    const skip = skips.find(({ fromSec, toSec }) => audioSec > fromSec && audioSec < toSec);
    if (skip !== undefined) return bad(`${name} lies within --skip ${skip.fromSec}-${skip.toSec}.`);
  }
  for (const { fromSec, toSec } of skips) {
    if (fromSec >= lengthSec)
      return bad(`--skip ${fromSec}-${toSec}: "${path}" ends at ${seconds(lengthSec)}.`);
    if (fromSec <= 0 && toSec >= lengthSec) return bad(`--skip ${fromSec}-${toSec} leaves nothing to align.`);
  }
  return ok(undefined);
}

function seconds(sec: number): string {
  return `${Number(sec.toFixed(2))} s`;
}
