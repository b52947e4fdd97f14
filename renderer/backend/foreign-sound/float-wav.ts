/** Decoded sound as a WAV file of 32-bit floats: nothing is clipped, nothing rounded. */

const blockFrames = 65_536;
/** Between pauses, so that the window answers meanwhile. */
const blocksAtOnce = 16;
const headBytes = 58;

/**
 * @param channels [channels][frames], all equally long, below 4 GiB together
 * Cost O(channels frames), in pieces.
 */
export async function floatWav(channels: readonly Float32Array[], sampleRate: number): Promise<Blob> {
  const frames = channels[0]?.length ?? 0;
  const parts: BlobPart[] = [head(channels.length, frames, sampleRate)];
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

/** RIFF, a format of IEEE floats with its empty extension, and the number of frames that such formats need. */
function head(channels: number, frames: number, sampleRate: number): ArrayBuffer {
  const dataBytes = frames * channels * 4;
  const view = new DataView(new ArrayBuffer(headBytes));
  const text = (at: number, letters: string): void => {
    for (let i = 0; i < letters.length; i++) view.setUint8(at + i, letters.charCodeAt(i));
  };
  text(0, 'RIFF');
  view.setUint32(4, headBytes - 8 + dataBytes, true);
  text(8, 'WAVEfmt ');
  view.setUint32(16, 18, true);
  view.setUint16(20, 3, true);
  view.setUint16(22, channels, true);
  view.setUint32(24, sampleRate, true);
  view.setUint32(28, sampleRate * channels * 4, true);
  view.setUint16(32, channels * 4, true);
  view.setUint16(34, 32, true);
  view.setUint16(36, 0, true);
  text(38, 'fact');
  view.setUint32(42, 4, true);
  view.setUint32(46, frames, true);
  text(50, 'data');
  view.setUint32(54, dataBytes, true);
  return view.buffer;
}
