/**
 * The fine path: a time for every chord, by dynamic programming over chords. A chord likes frames in which its
 * own pitches begin; the frames up to the next chord like its sound; and intervals like the beat that runs along
 * the path so far.
 * @source after the score-chord aligner of arXiv:2605.20014: onsets per semitone, a running beat period.
 * Here evidence is a correlation, the sound between chords counts too, and the beat's cost is bounded, so that
 * a fermata costs no more than a few bad frames.
 */
import type { UnitFrames } from '../features/unit-frames.ts';
import { beginningEvidence, soundingEvidence, sustainTemplate } from './chord-evidence.ts';
import type { ScoreChord } from './score-chords.ts';

/** First and last frame, both included, where each chord may begin: [chords] each, never falling. */
export type ChordWindows = { readonly lows: Int32Array; readonly highs: Int32Array };

export type ChordPath = {
  /** [chords] frames, never falling. */
  readonly frames: Int32Array;
};

export const chordPathDefaults = {
  /** Worth of a perfect beginning. */
  onsetWeight: 12,
  /** Cost of a second of sound that has nothing in common with the chord. */
  sustainWeight: 6,
  /** Cost of an interval one standard deviation from the beat, and the most that any may cost. */
  tempoWeight: 0.5,
  /** Times that for a soft beginning, whose own time says less. */
  softTempo: 4,
  tempoLimit: 6,
  /** Standard deviation of an interval: of its logarithm, and in seconds. */
  tempoSpread: 0.35,
  tempoJitterSec: 0.005,
  /** The beat follows the player with this time constant. */
  tempoMemorySec: 1.25,
  /** Correlation of a frame that belongs to no chord. */
  nothing: 0.15,
};

/**
 * @param periods [chords] recording seconds per score second around each chord, from the coarse path.
 * Time O(chords x window^2), memory O(chords x window).
 */
export function chordPath(
  units: UnitFrames,
  chords: readonly ScoreChord[],
  windows: ChordWindows,
  periods: Float64Array,
  transposeSemitones: number,
): ChordPath {
  const { lows, highs } = windows;
  const count = chords.length;
  const settings = chordPathDefaults;
  const { hopSec } = units;
  const backs: Int32Array[] = [];
  const longest = highs.reduce((most, high, i) => Math.max(most, high - lows[Math.max(0, i - 1)]!), 0) + 2;
  const logOf = Float64Array.from({ length: longest }, (_, n) => Math.log(Math.max(0.5, n) * hopSec));
  const inverse = Float64Array.from({ length: longest }, (_, n) => {
    const jitter = settings.tempoJitterSec / (Math.max(0.5, n) * hopSec);
    return settings.tempoWeight / (settings.tempoSpread ** 2 + jitter ** 2);
  });
  const follow = Float64Array.from(
    { length: longest },
    (_, n) => 1 - Math.exp((-n * hopSec) / settings.tempoMemorySec),
  );
  let values = new Float64Array(0);
  let logPeriods = new Float64Array(0);
  for (let i = 0; i < count; i++) {
    const low = lows[i]!;
    const size = highs[i]! - low + 1;
    const onset = new Float32Array(size);
    beginningEvidence(units, chords[i]!, transposeSemitones, low, onset);
    const next = new Float64Array(size).fill(Infinity);
    const nextPeriods = new Float64Array(size);
    const back = new Int32Array(size);
    if (i === 0) {
      for (let n = 0; n < size; n++) {
        next[n] = settings.sustainWeight * hopSec * (1 - settings.nothing) * n;
        nextPeriods[n] = Math.log(periods[0]!);
      }
    } else {
      const before = lows[i - 1]!;
      const beforeSize = values.length;
      const sound = new Float32Array(highs[i]! - before + 1);
      soundingEvidence(units, sustainTemplate(chords[i - 1]!, transposeSemitones), before, sound);
      const sums = new Float64Array(sound.length + 1);
      for (let n = 0; n < sound.length; n++) {
        sums[n + 1] = sums[n]! + settings.sustainWeight * hopSec * (1 - sound[n]!);
      }
      const logInterval = Math.log(chords[i]!.onsetSec - chords[i - 1]!.onsetSec);
      const firmness = chords[i]!.isSoft ? settings.softTempo : 1;
      for (let n = 0; n < size; n++) {
        const t = low + n - before;
        const last = Math.min(beforeSize - 1, t);
        let best = Infinity;
        let from = -1;
        for (let m = 0; m <= last; m++) {
          const interval = t - m;
          const x = logOf[interval]! - logInterval - logPeriods[m]!;
          const cost = firmness * x * x * inverse[interval]!;
          const value = values[m]! - sums[m]! + (cost * settings.tempoLimit) / (cost + settings.tempoLimit);
          if (value < best) {
            best = value;
            from = m;
          }
        }
        if (from < 0) continue;
        const interval = t - from;
        const x = logOf[interval]! - logInterval - logPeriods[from]!;
        next[n] = best + sums[t]!;
        back[n] = from;
        nextPeriods[n] = logPeriods[from]! + follow[interval]! * Math.max(-0.5, Math.min(0.5, x));
      }
    }
    for (let n = 0; n < size; n++) next[n]! -= settings.onsetWeight * onset[n]!;
    values = next;
    logPeriods = nextPeriods;
    backs.push(back);
  }
  return traceBack(units, chords, windows.lows, values, backs, transposeSemitones);
}

function traceBack(
  units: UnitFrames,
  chords: readonly ScoreChord[],
  lows: Int32Array,
  values: Float64Array,
  backs: readonly Int32Array[],
  transposeSemitones: number,
): ChordPath {
  const count = chords.length;
  const frames = new Int32Array(count);
  const { sustainWeight, nothing } = chordPathDefaults;
  const size = values.length;
  const sound = new Float32Array(size);
  soundingEvidence(units, sustainTemplate(chords[count - 1]!, transposeSemitones), lows[count - 1]!, sound);
  let tail = 0;
  let best = Infinity;
  let n = 0;
  for (let m = size - 1; m >= 0; m--) {
    tail += sustainWeight * units.hopSec * (nothing - sound[m]!);
    if (values[m]! + tail < best) {
      best = values[m]! + tail;
      n = m;
    }
  }
  for (let i = count - 1; i >= 0; i--) {
    frames[i] = lows[i]! + n;
    n = backs[i]![n]!;
  }
  return { frames };
}
