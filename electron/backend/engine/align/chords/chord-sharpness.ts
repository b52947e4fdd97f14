/** How sure the time of a chord is, given its neighbours: how much of the belief lies near it. */
import type { UnitFrames } from '../features/unit-frames.ts';
import { beginningEvidence, soundingEvidence, sustainTemplate } from './chord-evidence.ts';
import { chordPathDefaults } from './chord-path.ts';
import type { ScoreChord } from './score-chords.ts';

/** Frames to either side that are looked at, and those that count as the same time. */
const reachFrames = 25;
const nearFrames = 3;
/** Costs are flattened by this much: frames are not independent witnesses. */
const temperature = 2;

/**
 * @param frames [chords] where the path has put them
 * @returns [chords] in [0, 1]. Cost O(chords x reach).
 */
export function chordSharpness(
  units: UnitFrames,
  chords: readonly ScoreChord[],
  frames: Int32Array,
  transposeSemitones: number,
): Float32Array {
  const sharpness = new Float32Array(chords.length);
  const { onsetWeight, sustainWeight, tempoSpread, tempoWeight, tempoLimit, nothing } = chordPathDefaults;
  for (let i = 0; i < chords.length; i++) {
    const here = frames[i]!;
    const previous = i > 0 ? frames[i - 1]! : here - reachFrames;
    const next = i + 1 < chords.length ? frames[i + 1]! : here + reachFrames;
    const from = Math.max(1, here - reachFrames, Math.min(here, previous));
    const to = Math.min(units.frames - 2, here + reachFrames, Math.max(here, next));
    const size = to - from + 1;
    // A recording of hardly a frame has no other time to compare with.
    if (size < 1) continue;
    const onset = new Float32Array(size);
    beginningEvidence(units, chords[i]!, transposeSemitones, from, onset);
    const after = new Float32Array(size);
    soundingEvidence(units, sustainTemplate(chords[i]!, transposeSemitones), from, after);
    const before = new Float32Array(size).fill(nothing);
    if (i > 0) soundingEvidence(units, sustainTemplate(chords[i - 1]!, transposeSemitones), from, before);
    // Before the chord its predecessor sounds, after it the chord: the sum over both as the border moves.
    let sound = 0;
    const costs = new Float64Array(size);
    let least = Infinity;
    for (let n = 0; n < size; n++) {
      const tempo = i > 0 && i + 1 < chords.length ? tempoCost(chords, frames, i, from + n) : 0;
      costs[n] = sound - onsetWeight * onset[n]! + tempo;
      sound += sustainWeight * units.hopSec * (after[n]! - before[n]!);
      least = Math.min(least, costs[n]!);
    }
    let near = 0;
    let all = 0;
    for (let n = 0; n < size; n++) {
      const belief = Math.exp((least - costs[n]!) / temperature);
      all += belief;
      if (Math.abs(from + n - here) <= nearFrames) near += belief;
    }
    sharpness[i] = near / all;
  }
  return sharpness;

  /** Of the two intervals around a chord at frame t, against the tempo of both together. */
  function tempoCost(all: readonly ScoreChord[], at: Int32Array, i: number, t: number): number {
    const scoreBefore = all[i]!.onsetSec - all[i - 1]!.onsetSec;
    const scoreAfter = all[i + 1]!.onsetSec - all[i]!.onsetSec;
    const ratio =
      (Math.max(0.5, t - at[i - 1]!) * scoreAfter) / (Math.max(0.5, at[i + 1]! - t) * scoreBefore);
    const cost = (tempoWeight * Math.log(ratio) ** 2) / (2 * tempoSpread ** 2);
    return (cost * tempoLimit) / (cost + tempoLimit);
  }
}
