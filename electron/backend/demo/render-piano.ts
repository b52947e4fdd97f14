/** Turns notes into the sound of a sampled piano. */
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { SoundingNote } from './performance.ts';
import { preOnsetSec } from './sample-bank.ts';
import type { PianoTone } from './sample-bank.ts';

/** Where tones come from: a `SampleBank`. */
export interface ToneSource {
  tone(pitchMidi: number, velocity: number, lengthSec: number): Promise<PianoTone>;
}

export type Stereo = readonly [Float32Array, Float32Array];

/** Dampers end here: the top octave and a half of a piano has none. */
const lastDampedPitch = 88;
/** Time after the damper's fall that a tone is followed; 60 dB and more below by then. */
const releaseTimeConstants = 8;
const undampedSec = 4;

/**
 * Sound of `notes`, each starting at its onset within about a millisecond, dying away once its damper
 * falls. Ends early, with what there is, when `signal` aborts: look at it afterwards.
 * @returns two channels of [lengthSamples]. Cost: about 5 ms a note; the thread is free between notes.
 */
export async function renderPiano(
  notes: readonly SoundingNote[],
  bank: ToneSource,
  sampleRate: number,
  lengthSamples: number,
  signal: AbortSignal,
): Promise<Stereo> {
  const out: Stereo = [new Float32Array(lengthSamples), new Float32Array(lengthSamples)];
  for (const note of notes) {
    await nextTurn();
    if (signal.aborted) break;
    const heldSec = note.offsetSec - note.onsetSec;
    const release = releaseSec(note.pitchMidi);
    const tailSec = release === Infinity ? undampedSec : release * releaseTimeConstants;
    const tone = await bank.tone(note.pitchMidi, note.velocity, preOnsetSec + heldSec + tailSec);
    const start = Math.round((note.onsetSec - preOnsetSec) * sampleRate);
    const heldSamples = Math.round((preOnsetSec + heldSec) * sampleRate);
    const count = Math.min(
      tone.channels[0].length,
      Math.round((preOnsetSec + heldSec + tailSec) * sampleRate),
    );
    const decay = Math.exp(-1 / (release * sampleRate));
    let envelope = tone.gain;
    for (let n = 0; n < count; n++) {
      if (n > heldSamples) envelope *= decay;
      const at = start + n;
      if (at < 0 || at >= lengthSamples) continue;
      out[0][at] = (out[0][at] ?? 0) + envelope * (tone.channels[0][n] ?? 0);
      out[1][at] = (out[1][at] ?? 0) + envelope * (tone.channels[1][n] ?? 0);
    }
  }
  return out;
}

/** Time constant of the decay under the damper: long strings take longer to stop. */
function releaseSec(pitchMidi: number): number {
  if (pitchMidi > lastDampedPitch) return Infinity;
  return 0.05 + (0.1 * Math.max(0, 72 - pitchMidi)) / 48;
}
