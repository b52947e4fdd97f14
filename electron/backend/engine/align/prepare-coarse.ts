/** What the coarse path works on: recording and score at a resolution that keeps long pieces affordable. */
import type { AlignmentPins } from '../../../../shared/music/alignment.ts';
import type { ScoreNote } from '../../../../shared/music/score.ts';
import { poolRecording } from './coarse/pool-recording.ts';
import { poolScore } from './coarse/pool-score.ts';
import type { BandLevels } from './features/analyse-bands.ts';
import type { CoarseMaterial } from './spans/solve-span.ts';

/** Frames are this long at least, and no more than so many: the path takes time and memory by their square. */
const shortestFrameSec = 0.12;
const mostFrames = 6000;

/**
 * @param notes pitched, by onset, at least one
 * @param slope recording seconds per score second, on average
 */
export function prepareCoarse(
  bands: BandLevels,
  notes: readonly ScoreNote[],
  pins: AlignmentPins,
  slope: number,
  transposeSemitones: number,
): CoarseMaterial {
  const pooledFrames = Math.max(
    Math.round(shortestFrameSec / bands.hopSec),
    Math.ceil(bands.frames / mostFrames),
  );
  const recording = poolRecording(bands, pooledFrames);
  const scoreStartSec = notes[0]!.onsetSec;
  const scoreEndSec = notes.reduce((latest, { offsetSec }) => Math.max(latest, offsetSec), scoreStartSec);
  const placeSec = Math.max(recording.hopSec / slope, (scoreEndSec - scoreStartSec) / mostFrames, 1e-4);
  const score = poolScore(notes, placeSec, transposeSemitones);
  let barred: Uint8Array | null = null;
  for (const { fromSec, toSec } of pins.skips) {
    barred ??= new Uint8Array(recording.frames);
    const from = Math.max(0, Math.round(fromSec / recording.hopSec));
    barred.fill(1, from, Math.max(from, Math.round(toSec / recording.hopSec)));
  }
  return { recording, score, axes: { rowSec: recording.hopSec, placeSec, scoreStartSec }, barred };
}
