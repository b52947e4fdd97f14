/** A long piece of many notes, with the sound that they make: what the window is measured with. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createWavWriter } from '../../../electron/backend/engine/audio/wav-writer.ts';
import { createRng } from '../../../shared/std/rng.ts';
import { writeTimedMidi } from '../signals/timed-midi.ts';
import type { TimedNote } from '../signals/timed-midi.ts';

export type WindowPiece = { readonly recordingPath: string; readonly scorePath: string };

/** Two hands of 75 keys each: with two units a class, 300 units. */
const hands = [
  { name: 'right', lowMidi: 34, channel: 0 },
  { name: 'left', lowMidi: 22, channel: 1 },
] as const;
const keys = 75;
const sampleRate = 44_100;
const leastSec = 0.08;

/**
 * Notes at the same distance, hands in turn, every key as often as the others, in an order that never repeats itself.
 * 16-bit stereo. Cost O(notes) sounds of a third of a second.
 */
export async function writeWindowPiece(
  folder: string,
  { notes: count, seconds }: { readonly notes: number; readonly seconds: number },
): Promise<WindowPiece> {
  const rng = createRng(7);
  const stepSec = (seconds - 2) / count;
  const notes = Array.from({ length: count }, (_, index): TimedNote & { readonly hand: number } => {
    const hand = index % hands.length;
    const onsetSec = 0.5 + index * stepSec;
    return {
      hand,
      pitchMidi: hands[hand]!.lowMidi + rng.nextInt(keys),
      onsetSec,
      offsetSec: onsetSec + leastSec + 0.25 * rng.nextFloat(),
      velocity: 50 + rng.nextInt(60),
      channel: hands[hand]!.channel,
      program: 0,
    };
  });
  const recordingPath = join(folder, 'long.wav');
  const scorePath = join(folder, 'long.mid');
  const tracks = hands.map(({ name }, hand) => ({ name, notes: notes.filter((note) => note.hand === hand) }));
  await writeFile(scorePath, writeTimedMidi(tracks));
  const channels = soundOf(notes, Math.round(seconds * sampleRate));
  const writer = await createWavWriter(recordingPath, {
    sampleRate,
    channels: channels.length,
    encoding: 'pcm16',
    lengthSamples: channels[0]!.length,
    ditherSeed: 1,
  });
  if (!writer.ok) throw new Error(writer.error.message);
  const written = await writer.value.write(channels);
  if (!written.ok) throw new Error(written.error.message);
  const named = await writer.value.commit();
  if (!named.ok) throw new Error(named.error.message);
  return { recordingPath, scorePath };
}

/** Decaying tones of two partials, by rotation: no sine is computed for a sample. */
function soundOf(notes: readonly TimedNote[], lengthSamples: number): Float32Array[] {
  const [left, right] = [new Float32Array(lengthSamples), new Float32Array(lengthSamples)];
  for (const { pitchMidi, onsetSec, offsetSec, velocity, channel } of notes) {
    const first = Math.round(onsetSec * sampleRate);
    const last = Math.min(Math.round(offsetSec * sampleRate), lengthSamples);
    for (const partial of [1, 2]) {
      const angle = (2 * Math.PI * partial * 440 * 2 ** ((pitchMidi - 69) / 12)) / sampleRate;
      const decay = Math.exp(-6 / sampleRate);
      const [turnRe, turnIm] = [decay * Math.cos(angle), decay * Math.sin(angle)];
      let [re, im] = [(0.05 * velocity) / (127 * partial), 0];
      for (let sample = first; sample < last; sample++) {
        left[sample]! += im * (channel === 0 ? 0.6 : 1);
        right[sample]! += im * (channel === 0 ? 1 : 0.6);
        [re, im] = [re * turnRe - im * turnIm, re * turnIm + im * turnRe];
      }
    }
  }
  return [left, right];
}
