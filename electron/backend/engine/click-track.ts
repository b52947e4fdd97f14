/** An alignment to listen to: the recording with clicks on the left, the score synthesised on the right. */
import { divisiError } from '../../../shared/contract/errors.ts';
import type { PerformedNote } from '../../../shared/music/performed-score.ts';
import { err, ok } from '../../../shared/std/result.ts';
import type { Result } from '../../../shared/std/result.ts';
import { RecordingFailure } from './audio/file-failure.ts';
import type { Recording } from './audio/recording.ts';
import type { SampleFileWriter } from './audio/sample-file.ts';
import { createWavWriter } from './audio/wav-writer.ts';

const settings = Object.freeze({
  blockSec: 2,
  clickHz: 2500,
  clickSec: 0.012,
  /** Of full scale; the recording leaves them room. */
  clickLevel: 0.3,
  recordingPeak: 0.65,
  toneLevel: 0.05,
  partials: 4,
  /** Seconds in which a tone falls by a factor of e, and within which it ends after its note. */
  decaySec: 0.6,
  releaseSec: 0.03,
  /** No tone is followed longer than that. */
  longestSec: 3,
});

/**
 * Writes the file under its partial name; the caller commits or aborts it. Length and rate are the recording's.
 * Time and memory: blocks of two seconds. Fails as reading and writing do, or with 'cancelled'.
 * @param peak of the recording, full scale 1
 */
export async function writeClicks(
  path: string,
  recording: Recording,
  notes: readonly PerformedNote[],
  peak: number,
  tuningCents: number,
  signal: AbortSignal,
): Promise<Result<SampleFileWriter>> {
  const { sampleRate, lengthSamples } = recording;
  const created = await createWavWriter(path, {
    sampleRate,
    channels: 2,
    encoding: 'pcm16',
    lengthSamples,
    ditherSeed: 1,
  });
  if (!created.ok) return created;
  const writer = created.value;
  const failed = async (result: Result<never>): Promise<Result<never>> => {
    await writer.abort();
    return result;
  };
  const blockSamples = Math.round(settings.blockSec * sampleRate);
  const gain = settings.recordingPeak / Math.max(peak, 1e-6);
  const sorted = [...notes].sort((a, b) => a.onsetSec - b.onsetSec);
  let first = 0;
  try {
    for (let start = 0; start < lengthSamples; start += blockSamples) {
      await new Promise(setImmediate);
      if (signal.aborted) return await failed(err(divisiError('cancelled', 'Stopped.')));
      const count = Math.min(blockSamples, lengthSamples - start);
      const left = mixDown(await recording.read(start, count), gain);
      const right = new Float32Array(count);
      const fromSec = start / sampleRate;
      while (first < sorted.length && sorted[first]!.onsetSec + settings.longestSec < fromSec) first++;
      for (let i = first; i < sorted.length && sorted[i]!.onsetSec < (start + count) / sampleRate; i++) {
        const note = sorted[i]!;
        addClick(left, start, sampleRate, note.onsetSec);
        addTone(right, start, sampleRate, note, tuningCents);
      }
      const written = await writer.write([left, right]);
      if (!written.ok) return await failed(written);
    }
  } catch (cause) {
    await writer.abort();
    if (cause instanceof RecordingFailure) return err(cause.error);
    throw cause;
  }
  const finished = await writer.finish();
  return finished.ok ? ok(writer) : failed(finished);
}

function mixDown(channels: readonly Float32Array[], gain: number): Float32Array {
  const mix = new Float32Array(channels[0]?.length ?? 0);
  for (const samples of channels) {
    for (let i = 0; i < mix.length; i++) mix[i]! += (samples[i]! * gain) / channels.length;
  }
  return mix;
}

function addClick(out: Float32Array, start: number, sampleRate: number, onsetSec: number): void {
  const onset = Math.round(onsetSec * sampleRate) - start;
  const end = Math.min(out.length, onset + Math.round(settings.clickSec * sampleRate));
  for (let i = Math.max(0, onset); i < end; i++) {
    const sec = (i - onset) / sampleRate;
    const level = settings.clickLevel * (1 - sec / settings.clickSec) ** 2;
    // Clicks of one chord add up to one that is not much louder.
    const value = out[i]! + level * Math.cos(2 * Math.PI * settings.clickHz * sec);
    out[i] = Math.max(-1, Math.min(1, value));
  }
}

function addTone(
  out: Float32Array,
  start: number,
  sampleRate: number,
  { pitchMidi, velocity, onsetSec, offsetSec }: PerformedNote,
  tuningCents: number,
): void {
  const onset = Math.round(onsetSec * sampleRate);
  const lastSec = Math.min(offsetSec, onsetSec + settings.longestSec);
  const noteEnd = Math.round(lastSec * sampleRate);
  const end = Math.min(start + out.length, noteEnd);
  const hz = 440 * 2 ** ((pitchMidi - 69 + tuningCents / 100) / 12);
  for (let partial = 1; partial <= settings.partials && partial * hz < 0.45 * sampleRate; partial++) {
    const level = (settings.toneLevel * velocity) / 64 / partial;
    const step = (2 * Math.PI * hz * partial) / sampleRate;
    for (let i = Math.max(start, onset); i < end; i++) {
      const sec = (i - onset) / sampleRate;
      const edge = Math.min(1, sec / 0.003, (noteEnd - i) / (settings.releaseSec * sampleRate));
      out[i - start]! +=
        level * edge * Math.exp((-partial * sec) / settings.decaySec) * Math.sin(step * (i - onset));
    }
  }
}
