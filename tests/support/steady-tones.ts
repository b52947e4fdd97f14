/** An instrument for tests: sine tones without decay, half as loud on the right, at level 0.5. */
import type { ToneSource } from '../../electron/backend/demo/render-piano.ts';
import { preOnsetSec } from '../../electron/backend/demo/sample-bank.ts';

export function steadyTones(sampleRate: number): ToneSource {
  return {
    tone(pitchMidi, _velocity, lengthSec) {
      const frequency = 440 * 2 ** ((pitchMidi - 69) / 12);
      const startSamples = Math.round(preOnsetSec * sampleRate);
      const left = Float32Array.from({ length: Math.ceil(lengthSec * sampleRate) }, (_, n) =>
        n < startSamples ? 0 : Math.sin((2 * Math.PI * frequency * (n - startSamples)) / sampleRate),
      );
      return Promise.resolve({ channels: [left, left.map((value) => value / 2)], gain: 0.5 });
    },
  };
}
