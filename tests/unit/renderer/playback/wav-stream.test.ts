import { describe, expect, it } from 'vitest';
import { decodeFrames, frameBytes, parseWavHead } from '../../../../renderer/playback/wav-stream.ts';

/** A WAV file with a chunk before its samples. */
function wav(
  bits: number,
  format: number,
  channels: number,
  data: Uint8Array,
  promised = data.length,
): ArrayBuffer {
  const bytes = new Uint8Array(12 + 24 + 8 + 6 + 8 + data.length);
  const view = new DataView(bytes.buffer);
  const tag = (at: number, text: string): void =>
    [...text].forEach((c, i) => view.setUint8(at + i, c.charCodeAt(0)));
  tag(0, 'RIFF');
  tag(8, 'WAVE');
  tag(12, 'fmt ');
  view.setUint32(16, 16, true);
  view.setUint16(20, format, true);
  view.setUint16(22, channels, true);
  view.setUint32(24, 48_000, true);
  view.setUint16(34, bits, true);
  tag(36, 'junk');
  view.setUint32(40, 5, true);
  tag(50, 'data');
  view.setUint32(54, promised, true);
  bytes.set(data, 58);
  return bytes.buffer;
}

describe('WAV files in ranges', () => {
  it.each([
    ['int16', 16, 1, [0x00, 0x40, 0x00, 0xc0]],
    ['int24', 24, 1, [0x00, 0x00, 0x40, 0x00, 0x00, 0xc0]],
    ['int32', 32, 1, [0, 0, 0, 0x40, 0, 0, 0, 0xc0]],
    ['float32', 32, 3, [0, 0, 0, 0x3f, 0, 0, 0, 0xbf]],
  ] as const)('[U15] %s', (encoding, bits, format, data) => {
    const file = wav(bits, format, 2, Uint8Array.from(data));
    const shape = parseWavHead(file, file.byteLength);
    expect(shape).toEqual({ sampleRate: 48_000, channels: 2, encoding, dataOffset: 58, lengthFrames: 1 });
    expect(frameBytes(shape!)).toBe((bits / 8) * 2);
    expect(decodeFrames(file.slice(58), shape!).map((channel) => [...channel])).toEqual([[0.5], [-0.5]]);
  });

  it('[U15] a length that is open or too large ends with the file', () => {
    for (const promised of [0, 0xffffffff, 1000]) {
      const file = wav(16, 1, 1, new Uint8Array(8), promised);
      expect(parseWavHead(file, file.byteLength)?.lengthFrames).toBe(4);
    }
  });

  it('[U15] anything else is refused', () => {
    expect(parseWavHead(new ArrayBuffer(4), 4)).toBeNull();
    expect(parseWavHead(new ArrayBuffer(64), 64)).toBeNull();
    const odd = wav(8, 1, 1, new Uint8Array(4));
    expect(parseWavHead(odd, odd.byteLength)).toBeNull();
  });
});
