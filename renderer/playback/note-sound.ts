/** One note by itself, as a sound that ends: what a training gave it, or the recording through its partials. */
import { ok } from '../../shared/std/result.ts';
import type { Result } from '../../shared/std/result.ts';
import { chunkFrames } from './chunk-plan.ts';
import type { Stretch } from './spliced-source.ts';
import type { StemSamples } from './stem-buffer.ts';
import type { StemSource } from './stem-source.ts';

const fadeSec = 0.02;
const mostPartials = 16;
/** A quarter tone on either side: neighbours a semitone away fall, vibrato stays. */
const widthSemitones = 1;
/** What is left of the recording is quiet; it may be made a little louder. */
const filteredGain = 1.6;

/** The frames of a stretch. Fails as reading the source does. */
export async function readStretch(
  source: StemSource,
  { startFrame, endFrame }: Stretch,
  signal: AbortSignal,
): Promise<Result<StemSamples>> {
  const first = Math.max(0, startFrame);
  const end = Math.min(endFrame, source.shape.lengthFrames);
  const out = Array.from({ length: source.shape.channels }, () => new Float32Array(Math.max(0, end - first)));
  for (let chunk = Math.floor(first / chunkFrames); chunk * chunkFrames < end; chunk++) {
    const samples = await source.fetchChunk(chunk, signal);
    if (!samples.ok) return samples;
    const at = chunk * chunkFrames;
    out.forEach((target, channel) => {
      const piece = samples.value[channel]!.subarray(Math.max(0, first - at), Math.max(0, end - at));
      target.set(piece, Math.max(0, at - first));
    });
  }
  return ok(out);
}

export type NoteSound = {
  readonly samples: StemSamples;
  readonly sampleRate: number;
  /** Only these are heard; null is everything. */
  readonly partialsHz: readonly number[] | null;
  /** When it begins. */
  readonly atSec: number;
};

/** Plays from now on; each sound fades at both ends. */
export function soundNode(context: BaseAudioContext, sounds: readonly NoteSound[]): AudioNode {
  const sum = context.createGain();
  for (const sound of sounds) addSound(context, sum, sound);
  return sum;
}

function addSound(
  context: BaseAudioContext,
  sum: AudioNode,
  { samples, sampleRate, partialsHz, atSec }: NoteSound,
): void {
  const frames = Math.max(1, samples[0]?.length ?? 0);
  const channels = Math.min(2, Math.max(1, samples.length));
  const buffer = context.createBuffer(channels, frames, sampleRate);
  samples.slice(0, channels).forEach((channel, c) => buffer.copyToChannel(Float32Array.from(channel), c));
  const source = context.createBufferSource();
  source.buffer = buffer;
  const startSec = context.currentTime + atSec;
  const endSec = startSec + frames / sampleRate;
  const full = partialsHz === null ? 1 : filteredGain;
  const fader = context.createGain();
  fader.gain.setValueAtTime(0, startSec);
  fader.gain.linearRampToValueAtTime(full, startSec + fadeSec);
  fader.gain.setValueAtTime(full, Math.max(startSec + fadeSec, endSec - fadeSec));
  fader.gain.linearRampToValueAtTime(0, endSec);
  fader.connect(sum);
  if (partialsHz === null) source.connect(fader);
  for (const hz of partialsHz ?? []) {
    // Two in a row fall fast enough to leave neighbours out.
    const [first, second] = [0, 1].map(() => {
      const filter = context.createBiquadFilter();
      filter.type = 'bandpass';
      filter.frequency.value = hz;
      filter.Q.value = 1 / (2 ** (widthSemitones / 24) - 2 ** (-widthSemitones / 24));
      return filter;
    });
    source.connect(first!).connect(second!).connect(fader);
  }
  source.start(startSec);
}

/** Frequencies of a note's partials, those that lie within reach. */
export function partialsOf(pitchMidi: number, tuningCents: number, sampleRate: number): readonly number[] {
  const hz = 440 * 2 ** ((pitchMidi - 69 + tuningCents / 100) / 12);
  return Array.from({ length: mostPartials }, (_, i) => hz * (i + 1)).filter(
    (each) => each < 0.42 * sampleRate,
  );
}
