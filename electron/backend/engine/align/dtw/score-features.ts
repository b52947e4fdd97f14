/** Chroma and onsets as a score promises them. */
import { decayingOnsets, normaliseChroma } from './chroma-features.ts';
import type { ChromaFeatures } from './chroma-features.ts';

export type PitchedNote = {
  readonly pitchMidi: number;
  readonly onsetSec: number;
  readonly offsetSec: number;
};

/** A note's sound falls by half in this time: what is struck last is heard most. */
const halfLifeSec = 1;

/**
 * `frames` frames, equally spaced from `fromSec` up to `toSec`. Notes count while they sound; each pitch has
 * its own class only, as partials are left to the audio's side.
 * Cost O(notes + frames sounding).
 */
export function scoreFeatures(
  notes: readonly PitchedNote[],
  fromSec: number,
  toSec: number,
  frames: number,
): ChromaFeatures {
  const frameSec = (toSec - fromSec) / frames;
  const chroma = new Float32Array(frames * 12);
  const strengths = new Float32Array(frames * 12);
  const fade = 2 ** (-frameSec / halfLifeSec);
  for (const { pitchMidi, onsetSec, offsetSec } of notes) {
    if (offsetSec < fromSec || onsetSec > toSec) continue;
    const pitchClass = pitchMidi % 12;
    const onset = Math.round((onsetSec - fromSec) / frameSec);
    const last = Math.min(frames - 1, Math.max(onset, Math.round((offsetSec - fromSec) / frameSec)));
    let level = fade ** Math.max(0, -onset);
    for (let n = Math.max(0, onset); n <= last; n++) {
      chroma[n * 12 + pitchClass]! += level;
      level *= fade;
    }
    if (onset >= 0 && onset < frames) strengths[onset * 12 + pitchClass]! += 1;
  }
  normaliseChroma(chroma);
  return { frames, chroma, onsets: decayingOnsets(strengths) };
}
