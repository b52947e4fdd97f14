/** What a header may claim. Beyond these bounds a file is damaged or not audio, whatever it is called. */
import { divisiError } from '../../../../shared/contract/errors.ts';
import type { DivisiError } from '../../../../shared/contract/errors.ts';

const limits = Object.freeze({
  /** Hz. Telephone speech has 8000; less than 1000 leaves no music. */
  lowestRate: 1000,
  /** Hz. The highest rate of studio converters. */
  highestRate: 768_000,
  /** The widest interfaces record 64 at once. */
  mostChannels: 64,
});

/** @returns why such a recording is refused, or undefined where all is well. */
export function checkShape(path: string, sampleRate: number, channels: number): DivisiError | undefined {
  if (!Number.isInteger(channels) || channels < 1 || channels > limits.mostChannels) {
    return divisiError(
      'audio-damaged',
      `"${path}" says that it has ${channels} channels; Divisi reads 1 to ${limits.mostChannels}.`,
    );
  }
  if (!(sampleRate >= limits.lowestRate && sampleRate <= limits.highestRate)) {
    return divisiError(
      'audio-damaged',
      `"${path}" says that its sample rate is ${sampleRate} Hz; Divisi reads ${limits.lowestRate} to ${limits.highestRate} Hz.`,
    );
  }
  if (!Number.isInteger(sampleRate)) {
    return divisiError('audio-damaged', `"${path}" has a sample rate that is not whole: ${sampleRate} Hz.`);
  }
  return undefined;
}

/** The error for a file that ends before its header says. Both lengths in samples per channel. */
export function cutOffError(
  path: string,
  promisedSamples: number,
  presentSamples: number,
  sampleRate: number,
): DivisiError {
  const promisedSec = promisedSamples / sampleRate;
  const presentSec = presentSamples / sampleRate;
  return divisiError(
    'audio-damaged',
    `"${path}" is cut off: its header promises ${promisedSec.toFixed(2)} s of sound, the file holds ${presentSec.toFixed(2)} s.`,
    { promisedSec, presentSec },
  );
}

/** The error for a sound file without a single sample. */
export function noSamplesError(path: string): DivisiError {
  return divisiError('audio-empty', `"${path}" has a valid header but not a single sample.`);
}
