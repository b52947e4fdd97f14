/** In which key a recording plays a score, and whether it plays it at all. */
import type { ScoreNote } from '../../../../../shared/music/score.ts';
import type { BandLevels } from '../features/analyse-bands.ts';
import { coarsePath, outside } from './coarse-path.ts';
import type { CoarsePath } from './coarse-path.ts';
import { bandCount } from '../features/band-bank.ts';
import { pooledWidth } from './pooled-bands.ts';
import type { PooledBands } from './pooled-bands.ts';
import { poolRecording } from './pool-recording.ts';
import { poolScore } from './pool-score.ts';

export type Transposition = {
  /** Semitones from the score's pitches up to the recording's, -6..6. */
  readonly semitones: number;
  /** Mean cost of the path in that key, 0 for the same, 1 for nothing in common. */
  readonly cost: number;
  /** How much less it costs than the next best key, a mean over the frames in which something sounds. */
  readonly lead: number;
  /** Recording seconds per score second along that path. */
  readonly slope: number;
};

/**
 * Frames of the recording that are enough to tell one key from another; those of long recordings are no longer than
 * a second, in which chords can still be told apart: in 41 minutes of 20 pieces the right key leads by 0.12 with
 * frames of a second and by 0.04 with 300 frames.
 */
const frames = 300;
const shortestHopSec = 0.05;
const longestHopSec = 1;

/**
 * Lets other work run between keys, and looks at the signal: when stopped, what it returns means nothing.
 * Time O(13 frames^2): half a second for 5 minutes, half a minute for an hour; memory O(frames^2) bytes.
 */
export async function findTransposition(
  bands: BandLevels,
  notes: readonly ScoreNote[],
  signal: AbortSignal,
): Promise<Transposition> {
  const hopFrames = Math.min(Math.floor(longestHopSec / bands.hopSec), Math.ceil(bands.frames / frames));
  const pooledFrames = Math.max(Math.round(shortestHopSec / bands.hopSec), hopFrames);
  const recording = poolRecording(bands, pooledFrames);
  const startSec = notes[0]?.onsetSec ?? 0;
  const endSec = notes.reduce((latest, { offsetSec }) => Math.max(latest, offsetSec), startSec);
  const sounding = Math.max(1, countSounding(recording));
  const hopSec = Math.max(1e-3, (endSec - startSec) / sounding);
  const keys: Omit<Transposition, 'lead'>[] = [];
  for (let semitones = -6; semitones <= 6; semitones++) {
    await new Promise((resolve) => setImmediate(resolve));
    if (signal.aborted && keys.length > 1) break;
    const path = coarsePath(recording, poolScore(notes, hopSec, semitones), {
      fromRow: 0,
      toRow: recording.frames,
      startPlace: null,
      endPlace: null,
      barred: null,
    });
    keys.push({ semitones, cost: path.meanCost, slope: slopeOf(path) * (recording.hopSec / hopSec) });
  }
  keys.sort((a, b) => a.cost - b.cost || Math.abs(a.semitones) - Math.abs(b.semitones));
  const best = keys[0]!;
  return {
    ...best,
    lead: ((keys[1]!.cost - best.cost) * recording.frames) / sounding,
  };
}

function countSounding({ frames, values }: PooledBands): number {
  let count = 0;
  for (let t = 0; t < frames; t++) {
    if (values.subarray(t * pooledWidth, t * pooledWidth + bandCount).some((value) => value !== 0))
      count += 1;
  }
  return count;
}

/** Rows per place of a path, jumps left out; 1 where it is nowhere inside. */
function slopeOf({ places, jumped }: CoarsePath): number {
  let rows = 0;
  let steps = 0;
  for (let t = 1; t < places.length; t++) {
    if (places[t] === outside || places[t - 1] === outside || jumped[t] === 1) continue;
    rows += 1;
    steps += places[t]! - places[t - 1]!;
  }
  return steps > 0 ? rows / steps : 1;
}
