/** Copies of recordings for a bench: a stretch of one, or new channels made from it. */
import { divisiError } from '../../../shared/contract/errors.ts';
import { err, ok } from '../../../shared/std/result.ts';
import type { Result } from '../../../shared/std/result.ts';
import { openRecording } from '../../../electron/backend/engine/audio/open-recording.ts';
import type { WavEncoding } from '../../../shared/export/wav-layout.ts';
import { createWavWriter } from '../../../electron/backend/engine/audio/wav-writer.ts';

export type Span = { readonly start: number; readonly end: number };

export type Sound = { readonly channels: readonly Float32Array[]; readonly sampleRate: number };

/** The samples of a span, all of them in memory; it ends with the recording at the latest. */
export async function readSpan(path: string, spanSec: Span | null): Promise<Result<Sound>> {
  const opened = await openRecording(path);
  if (!opened.ok) return opened;
  const { sampleRate, lengthSamples } = opened.value;
  try {
    const start = Math.round((spanSec?.start ?? 0) * sampleRate);
    const end = Math.min(lengthSamples, Math.round((spanSec?.end ?? Infinity) * sampleRate));
    if (end <= start) return err(divisiError('bad-usage', `--excerpt begins after the end of "${path}".`));
    return ok({ channels: await opened.value.read(start, end - start), sampleRate });
  } finally {
    await opened.value.close();
  }
}

export async function writeSound(path: string, sound: Sound, encoding: WavEncoding): Promise<Result<string>> {
  const created = await createWavWriter(path, {
    sampleRate: sound.sampleRate,
    channels: sound.channels.length,
    encoding,
    lengthSamples: sound.channels[0]?.length ?? 0,
    ditherSeed: 0,
    dither: 'none',
  });
  if (!created.ok) return created;
  const written = await created.value.write(sound.channels);
  if (!written.ok) return written;
  const committed = await created.value.commit();
  return committed.ok ? ok(path) : committed;
}

/** The span as a file of its own, sample for sample; the recording itself where the span is null. */
export async function cutFile(path: string, spanSec: Span | null, target: string): Promise<Result<string>> {
  if (spanSec === null) return ok(path);
  const sound = await readSpan(path, spanSec);
  return sound.ok ? writeSound(target, sound.value, 'float32') : sound;
}
