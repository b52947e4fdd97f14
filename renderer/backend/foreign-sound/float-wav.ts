/** Decoded sound as a WAV file of 32-bit floats: nothing is clipped, nothing rounded. */
import { layOutWav } from '../../../shared/export/wav-layout.ts';

const blockFrames = 65_536;
/** Between pauses, so that the window answers meanwhile. */
const blocksAtOnce = 16;

/**
 * @param channels [channels][frames], all equally long
 * Cost O(channels frames), in pieces.
 */
export async function floatWav(channels: readonly Float32Array[], sampleRate: number): Promise<Blob> {
  const frames = channels[0]?.length ?? 0;
  const shape = {
    sampleRate,
    channels: channels.length,
    encoding: 'float32',
    lengthSamples: frames,
  } as const;
  const parts: BlobPart[] = [layOutWav(shape).header];
  for (let from = 0; from < frames; from += blockFrames) {
    const count = Math.min(blockFrames, frames - from);
    parts.push(interleaved(channels, from, count));
    if (parts.length % blocksAtOnce === 0) await new Promise((resolve) => setTimeout(resolve));
  }
  return new Blob(parts, { type: 'audio/wav' });
}

function interleaved(channels: readonly Float32Array[], from: number, count: number): ArrayBuffer {
  const block = new DataView(new ArrayBuffer(count * channels.length * 4));
  let at = 0;
  for (let frame = from; frame < from + count; frame++) {
    for (const channel of channels) {
      block.setFloat32(at, channel[frame]!, true);
      at += 4;
    }
  }
  return block.buffer;
}
