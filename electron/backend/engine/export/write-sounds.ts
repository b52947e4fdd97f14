/** Writes the sound files of an export in one pass over its sources; none gets its final name yet. */
import { divisiError } from '../../../../shared/contract/errors.ts';
import { LoudnessMeter } from '../../../../shared/export/loudness-meter.ts';
import type { Loudness } from '../../../../shared/export/loudness-meter.ts';
import { err, ok } from '../../../../shared/std/result.ts';
import type { Result } from '../../../../shared/std/result.ts';
import { RecordingFailure } from '../audio/file-failure.ts';
import type { OutputFileSystem } from '../audio/output-file.ts';
import type { Recording } from '../audio/recording.ts';
import type { SampleFileWriter } from '../audio/sample-file.ts';
import { SetQuantiser } from '../stems/set-quantiser.ts';
import { createSoundFile, wavEncodings } from './create-sound-file.ts';
import type { SoundContext } from './sound-metadata.ts';
import { mixSound, readSources } from './sound-mixer.ts';
import type { PlannedSound } from './sound-plan.ts';

/** A planned sound and what it is multiplied by. */
export type SoundOrder = { readonly sound: PlannedSound; readonly gain: number };

export type WriteSoundsRequest = {
  readonly context: SoundContext;
  /** The span that is exported, of every source. */
  readonly sources: readonly Recording[];
  readonly orders: readonly SoundOrder[];
  /** Whether the stems are a complete set, whose rounding is carried from one to the next. */
  readonly isComplete: boolean;
  /** Whether the original lies on the grid of its file, so that it needs no dither. */
  readonly originalIsExact: boolean;
  readonly seed: number;
  readonly signal: AbortSignal;
  readonly fileSystem: OutputFileSystem;
  onProgress(fraction: number): void;
};

/** Extremes of what was to be written, before rounding. */
export type SoundLevels = { readonly lowest: number; readonly highest: number };

export type WrittenSounds = {
  /** Complete, under partial names; in the order of the request. */
  readonly writers: readonly SampleFileWriter[];
  readonly levels: readonly SoundLevels[];
  /** Of mixes; null for other sounds. */
  readonly loudness: readonly (Loudness | null)[];
  /** RMS of the stems' sum. */
  readonly stemSumRms: number;
  /** Samples of stems that were limited, what they lost being in the last. */
  readonly limitedSamples: number;
};

const blockSamples = 65_536;

/**
 * Memory: a block of every source and sound. Fails with 'cancelled', 'disk-full', 'output-unwritable', or as
 * reading does; then no file stays.
 */
export async function writeSounds(request: WriteSoundsRequest): Promise<Result<WrittenSounds>> {
  const writers: SampleFileWriter[] = [];
  let isDone = false;
  try {
    for (const index of request.orders.keys()) {
      const created = await createWriter(request, index);
      if (!created.ok) return created;
      writers.push(created.value);
    }
    const written = await writeBlocks(request, writers);
    if (!written.ok) return written;
    for (const writer of writers) {
      const finished = await writer.finish();
      if (!finished.ok) return finished;
    }
    isDone = true;
    return written;
  } catch (cause) {
    if (cause instanceof RecordingFailure) return err(cause.error);
    throw cause;
  } finally {
    if (!isDone) await abortAll(writers);
  }
}

export async function abortAll(writers: readonly SampleFileWriter[]): Promise<void> {
  await Promise.all(writers.map((writer) => writer.abort()));
}

function createWriter(request: WriteSoundsRequest, index: number): Promise<Result<SampleFileWriter>> {
  const { context, orders, isComplete, originalIsExact, seed, fileSystem } = request;
  const { sound, gain } = orders[index]!;
  const onGrid =
    (sound.kind === 'stem' && isComplete) || (sound.kind === 'original' && originalIsExact && gain === 1);
  return createSoundFile({
    context,
    sound,
    index,
    total: orders.length,
    dither: onGrid ? 'none' : 'tpdf',
    // Files that are added up in another program must not carry the same noise.
    seed: seed + index,
    fileSystem,
  });
}

async function writeBlocks(
  request: WriteSoundsRequest,
  writers: readonly SampleFileWriter[],
): Promise<Result<WrittenSounds>> {
  const { context, sources, orders, isComplete, seed, signal } = request;
  const { lengthSamples, session } = context;
  const sounds = orders.map(({ sound }) => sound);
  const stems = sounds.flatMap(({ kind }, index) => (kind === 'stem' ? [index] : []));
  const [firstStem] = stems.map((index) => sounds[index]!);
  const encoding = firstStem === undefined ? 'float32' : wavEncodings[firstStem.bits];
  const quantiser =
    isComplete && firstStem !== undefined && encoding !== 'float32'
      ? new SetQuantiser(encoding, stems.length, firstStem.channels, seed)
      : undefined;
  const levels = sounds.map(() => ({ lowest: 0, highest: 0 }));
  const meters = sounds.map(({ kind, channels }) =>
    kind === 'mix' ? new LoudnessMeter(session.recording.sampleRate, channels) : null,
  );
  let sumOfSquares = 0;
  let limitedSamples = 0;
  for (let start = 0; start < lengthSamples; start += blockSamples) {
    if (signal.aborted) return err(divisiError('cancelled', 'Stopped.'));
    const count = Math.min(blockSamples, lengthSamples - start);
    const blocks = await readSources(sources, sounds, start, count);
    const made = orders.map(({ sound, gain }) => mixSound(sound, blocks, count, gain));
    made.forEach((channels, index) => {
      noteLevels(levels[index]!, channels);
      meters[index]?.process(channels);
    });
    const stemBlocks = stems.map((index) => made[index]!);
    sumOfSquares += squaresOfSum(stemBlocks);
    if (quantiser !== undefined) limitedSamples += quantiser.quantise(stemBlocks);
    for (const [index, writer] of writers.entries()) {
      const written = await writer.write(made[index]!);
      if (!written.ok) return written;
    }
    request.onProgress(Math.min(1, (start + count) / lengthSamples));
  }
  const values = lengthSamples * (firstStem?.channels ?? 1);
  return ok({
    writers,
    levels,
    loudness: meters.map((meter) => meter?.finish() ?? null),
    stemSumRms: Math.sqrt(sumOfSquares / values),
    limitedSamples,
  });
}

function noteLevels(levels: { lowest: number; highest: number }, channels: readonly Float32Array[]): void {
  for (const samples of channels) {
    for (const sample of samples) {
      if (sample > levels.highest) levels.highest = sample;
      else if (sample < levels.lowest) levels.lowest = sample;
    }
  }
}

function squaresOfSum(stems: readonly (readonly Float32Array[])[]): number {
  let squares = 0;
  const [first] = stems;
  first?.forEach((samples, channel) => {
    for (let i = 0; i < samples.length; i++) {
      let sum = 0;
      for (const stem of stems) sum += stem[channel]![i]!;
      squares += sum * sum;
    }
  });
  return squares;
}
