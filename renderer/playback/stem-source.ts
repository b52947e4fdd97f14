/** Samples of one stem, fetched a range at a time. */
import { divisiError } from '../../shared/contract/errors.ts';
import { err, ok } from '../../shared/std/result.ts';
import type { Result } from '../../shared/std/result.ts';
import { chunkFrames } from './chunk-plan.ts';
import { decodeFrames, frameBytes, parseWavHead } from './wav-stream.ts';
import type { WavShape } from './wav-stream.ts';
import type { StemSamples } from './stem-buffer.ts';

/** Room for the chunks that editors put before the samples. */
const headBytes = 64 * 1024;

export type StemSource = {
  readonly shape: WavShape;
  /** The frames of a chunk, fewer at the end. */
  fetchChunk(chunk: number, signal: AbortSignal): Promise<Result<StemSamples>>;
};

/** A WAV file. Fails with 'audio-damaged' and as fetching does. */
export async function openStem(url: string, signal: AbortSignal): Promise<Result<StemSource>> {
  const head = await fetchRange(url, 0, headBytes, signal);
  if (!head.ok) return head;
  const shape = parseWavHead(head.value.bytes, head.value.sizeBytes);
  if (shape === null) return err(divisiError('audio-damaged', 'The sound of a stem could not be read.'));
  return ok(sourceOf(url, shape));
}

/** What is no WAV file but float32 samples alone, little endian, channels interleaved. */
export function samplesSource(
  url: string,
  shape: Pick<WavShape, 'sampleRate' | 'channels' | 'lengthFrames'>,
): StemSource {
  return sourceOf(url, { ...shape, encoding: 'float32', dataOffset: 0 });
}

function sourceOf(url: string, shape: WavShape): StemSource {
  return {
    shape,
    async fetchChunk(chunk, chunkSignal) {
      const from = chunk * chunkFrames;
      const to = Math.min(from + chunkFrames, shape.lengthFrames);
      if (to <= from) return ok(Array.from({ length: shape.channels }, () => new Float32Array(0)));
      const size = frameBytes(shape);
      const range = await fetchRange(
        url,
        shape.dataOffset + from * size,
        shape.dataOffset + to * size,
        chunkSignal,
      );
      return range.ok ? ok(decodeFrames(range.value.bytes, shape)) : range;
    },
  };
}

async function fetchRange(
  url: string,
  start: number,
  end: number,
  signal: AbortSignal,
): Promise<Result<{ readonly bytes: ArrayBuffer; readonly sizeBytes: number }>> {
  try {
    const answer = await fetch(url, { signal, headers: { Range: `bytes=${start}-${end - 1}` } });
    if (!answer.ok)
      return err(divisiError('file-unreadable', `The sound could not be read: ${answer.status}.`));
    const bytes = await answer.arrayBuffer();
    const total = /\/(\d+)$/.exec(answer.headers.get('Content-Range') ?? '')?.[1];
    return ok({ bytes, sizeBytes: total === undefined ? bytes.byteLength : Number(total) });
  } catch (cause) {
    if (signal.aborted) return err(divisiError('cancelled', 'Stopped.'));
    return err(divisiError('lost', `The sound could not be fetched: ${String(cause)}`));
  }
}
