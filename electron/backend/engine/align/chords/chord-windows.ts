/** Where around the coarse path each chord is looked for. */
import type { Passage } from '../coarse/passages.ts';
import type { UnitFrames } from '../features/unit-frames.ts';
import { interpolate } from '../piecewise-linear.ts';
import type { ChordWindows } from './chord-path.ts';
import type { ScoreChord } from './score-chords.ts';

/** Seconds to either side of the coarse path, in the score's time and in the recording's. */
const reachScoreSec = 0.3;
const reachAudioSec = 0.5;

/** @param slope recording seconds per score second where the passage's own points end */
export function chordWindows(
  chords: readonly ScoreChord[],
  passage: Passage,
  slope: number,
  { hopSec, frames }: Pick<UnitFrames, 'hopSec' | 'frames'>,
): ChordWindows {
  const at = (sec: number): number => interpolate(passage.scoreSec, passage.audioSec, sec, slope);
  const startSec = passage.startsPinned
    ? passage.audioFromSec
    : passage.audioFromSec - passage.slackBeforeSec;
  const endSec = passage.endsPinned ? passage.audioToSec : passage.audioToSec + passage.slackAfterSec;
  const least = Math.max(1, Math.ceil(startSec / hopSec));
  const most = Math.max(least, Math.min(frames - 2, Math.floor(endSec / hopSec)));
  const clip = (sec: number): number => Math.min(most, Math.max(least, Math.round(sec / hopSec)));
  const lows = Int32Array.from(chords, ({ onsetSec }) => clip(at(onsetSec - reachScoreSec) - reachAudioSec));
  const highs = Int32Array.from(chords, ({ onsetSec }) => clip(at(onsetSec + reachScoreSec) + reachAudioSec));
  for (let i = 1; i < chords.length; i++) {
    lows[i] = Math.max(lows[i]!, lows[i - 1]!);
    highs[i] = Math.max(highs[i]!, highs[i - 1]!);
  }
  return { lows, highs };
}

/** Recording seconds per score second around every chord, over a few seconds. */
export function localPeriods(chords: readonly ScoreChord[], passage: Passage, slope: number): Float64Array {
  const at = (sec: number): number => interpolate(passage.scoreSec, passage.audioSec, sec, slope);
  const reach = 2;
  return Float64Array.from(chords, ({ onsetSec }) =>
    Math.max(0.05, (at(onsetSec + reach) - at(onsetSec - reach)) / (2 * reach)),
  );
}
