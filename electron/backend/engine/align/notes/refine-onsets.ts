/** From a chord's time to each note's own, by when its partials rise. */
import { hasSoftAttack } from '../../../../../shared/music/general-midi.ts';
import type { PlacedChord } from '../chords/place-chords.ts';
import type { DecimatedReader } from '../features/decimated-reader.ts';
import { PartialRise } from './partial-rise.ts';

export type RefinedNote = {
  /** Index of the placed chord, and of the note within it. */
  readonly chordIndex: number;
  readonly noteIndex: number;
  readonly onsetSec: number;
  /** Contrast of the partials before and after the onset, 0 to about 2.4. */
  readonly contrast: number;
};

const refineDefaults = Object.freeze({
  /** Seconds around the chord in which its notes may begin. */
  reachSec: 0.06,
  /** A note this far from the chord needs one unit of `chordWeight` more contrast; bounded far out. */
  chordSpreadSec: 0.04,
  chordWeight: 0.3,
  /** Amplitude, against the loudest around, that counts as silence before an onset. */
  quietShare: 0.1,
  partials: 12,
  fromHz: 100,
  toHz: 5000,
  /** What a partial counts that another note of the chord has too. */
  sharedWeight: 0.3,
  sharedHz: 25,
  /** A hammer's blow takes about a hundredth of a second to sound; what is found lies in its middle. */
  attackSec: 0.005,
  /** The same of breath or bow. */
  softAttackSec: 0.015,
  /** Recording seconds that are held at once. */
  blockSec: 8,
});

/**
 * @param chords by time. @returns by chord, then note.
 * Cost about 0.1 ms a note and channel. @throws RecordingFailure
 */
export async function refineOnsets(
  reader: DecimatedReader,
  chords: readonly PlacedChord[],
  tones: { readonly tuningCents: number; readonly transposeSemitones: number },
  hooks: { readonly signal: AbortSignal; onProgress(fraction: number): void },
): Promise<RefinedNote[]> {
  const rate = reader.sampleRate;
  const rise = new PartialRise(rate);
  const halfMoments = Math.round((refineDefaults.reachSec * rate) / rise.stepSamples);
  const before = new Float64Array(2 * halfMoments + 1);
  const after = new Float64Array(before.length);
  const margin = halfMoments * rise.stepSamples + rise.reachSamples;
  const refined: RefinedNote[] = [];
  let chordIndex = 0;
  while (chordIndex < chords.length && !hooks.signal.aborted) {
    const start = Math.round(chords[chordIndex]!.sec * rate) - margin;
    const length = Math.round(refineDefaults.blockSec * rate) + 2 * margin;
    const channels = await reader.read(start, length);
    for (; chordIndex < chords.length; chordIndex++) {
      const { chord, sec } = chords[chordIndex]!;
      const middle = Math.round(sec * rate) - start;
      if (middle + margin > length) break;
      chord.notes.forEach((note, noteIndex) => {
        before.fill(0);
        after.fill(0);
        const hz = toHz(note.pitchMidi);
        for (let partial = 1; partial <= refineDefaults.partials; partial++) {
          const partialHz = hz * partial;
          if (partialHz < refineDefaults.fromHz || partialHz > refineDefaults.toHz) continue;
          const isShared = chord.notes.some(
            (other) => other !== note && hasPartial(toHz(other.pitchMidi), partialHz),
          );
          const weight = isShared ? refineDefaults.sharedWeight : 1;
          for (const samples of channels)
            rise.add(samples, middle - margin, partialHz, weight, before, after);
        }
        const best = bestMoment(before, after, halfMoments, rise.stepSamples / rate);
        const found = (start + middle + (best.moment - halfMoments) * rise.stepSamples) / rate;
        const attackSec = hasSoftAttack(note.program)
          ? refineDefaults.softAttackSec
          : refineDefaults.attackSec;
        const onsetSec = Math.max(0, found - attackSec);
        refined.push({ chordIndex, noteIndex, onsetSec, contrast: best.contrast });
      });
    }
    hooks.onProgress(chordIndex / chords.length);
  }
  return refined;

  function toHz(pitchMidi: number): number {
    return 440 * 2 ** ((pitchMidi + tones.transposeSemitones - 69) / 12 + tones.tuningCents / 1200);
  }
}

/** Whether a tone has a partial that cannot be told from this one. */
function hasPartial(hz: number, partialHz: number): boolean {
  const nearest = Math.max(1, Math.round(partialHz / hz));
  return nearest <= refineDefaults.partials && Math.abs(nearest * hz - partialHz) < refineDefaults.sharedHz;
}

/**
 * The ratio of the two amplitudes, not their difference, decides: it is largest where the window before still
 * holds nothing of the attack, which is the attack's beginning; the difference is largest at its middle.
 */
function bestMoment(
  before: Float64Array,
  after: Float64Array,
  half: number,
  stepSec: number,
): { moment: number; contrast: number } {
  let loudest = 0;
  for (let n = 0; n < before.length; n++) loudest = Math.max(loudest, before[n]!, after[n]!);
  if (!(loudest > 0)) return { moment: half, contrast: 0 };
  const quiet = refineDefaults.quietShare * loudest;
  let moment = half;
  let contrast = 0;
  let best = -Infinity;
  for (let n = 0; n < before.length; n++) {
    const ratio = Math.log((after[n]! + quiet) / (before[n]! + quiet));
    const away = (((n - half) * stepSec) / refineDefaults.chordSpreadSec) ** 2;
    const value = ratio - (refineDefaults.chordWeight * away) / (1 + away / 4);
    if (value > best) {
      best = value;
      moment = n;
      contrast = ratio;
    }
  }
  return { moment, contrast: Math.max(0, contrast) };
}
