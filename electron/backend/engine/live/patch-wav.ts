/** Replaces part of the samples of a 32-bit float WAV file, in place. */
import { open } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import type { Result } from '../../../../shared/std/result.ts';
import { ok } from '../../../../shared/std/result.ts';
import { openByteSource } from '../audio/byte-source.ts';
import { readWavHeader } from '../audio/wav-header.ts';

export type SamplePatch = {
  readonly startSample: number;
  /** [channels][samples] */
  readonly channels: readonly Float32Array[];
  /** Samples over which the new sound takes over at the start, and the old one again at the end. */
  readonly fadeIn: number;
  readonly fadeOut: number;
};

const bytesPerSample = 4;

/**
 * Fades are linear, so that stems which are patched alike still sum to the recording.
 * Fails as reading a WAV header does. @throws what the file system throws
 */
export async function patchWav(path: string, patches: readonly SamplePatch[]): Promise<Result<void>> {
  const source = await openByteSource(path);
  if (!source.ok) return source;
  const header = await readWavHeader(source.value);
  await source.value.close();
  if (!header.ok) return header;
  const { dataOffset, channels } = header.value;
  const handle = await open(path, 'r+');
  try {
    for (const patch of patches) {
      const position = dataOffset + patch.startSample * channels * bytesPerSample;
      await writePatch(handle, position, patch, channels);
    }
  } finally {
    await handle.close();
  }
  return ok(undefined);
}

async function writePatch(
  handle: FileHandle,
  position: number,
  { channels, fadeIn, fadeOut }: SamplePatch,
  channelCount: number,
): Promise<void> {
  const count = channels[0]?.length ?? 0;
  if (channels.length !== channelCount) {
    throw new RangeError(`expected ${channelCount} channels, got ${channels.length}`);
  }
  const bytes = Buffer.alloc(count * channelCount * bytesPerSample);
  if (fadeIn > 0 || fadeOut > 0) await handle.read(bytes, 0, bytes.length, position);
  for (let i = 0; i < count; i++) {
    const share = Math.min(1, (i + 1) / (fadeIn + 1), (count - i) / (fadeOut + 1));
    for (let channel = 0; channel < channelCount; channel++) {
      const at = (i * channelCount + channel) * bytesPerSample;
      const fresh = channels[channel]![i]!;
      const value = share === 1 ? fresh : share * fresh + (1 - share) * bytes.readFloatLE(at);
      bytes.writeFloatLE(value, at);
    }
  }
  await handle.write(bytes, 0, bytes.length, position);
}
