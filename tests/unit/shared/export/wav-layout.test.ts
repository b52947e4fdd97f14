import { describe, expect, it } from 'vitest';
import { layOutWav } from '../../../../shared/export/wav-layout.ts';

function ascii(bytes: Uint8Array, from: number, to: number): string {
  return String.fromCharCode(...bytes.slice(from, to));
}

describe('layOutWav', () => {
  it('[W8] writes the classic 44 bytes for stereo 16-bit', () => {
    const layout = layOutWav({ sampleRate: 44100, channels: 2, encoding: 'pcm16', lengthSamples: 10 });
    const view = new DataView(layout.header.buffer);
    expect(layout.header.length).toBe(44);
    expect(ascii(layout.header, 0, 4) + ascii(layout.header, 8, 16)).toBe('RIFFWAVEfmt ');
    expect(view.getUint32(4, true)).toBe(36 + 40);
    expect(view.getUint32(16, true)).toBe(16);
    expect([view.getUint16(20, true), view.getUint16(22, true)]).toEqual([1, 2]);
    expect([view.getUint32(24, true), view.getUint32(28, true)]).toEqual([44100, 176400]);
    expect([view.getUint16(32, true), view.getUint16(34, true)]).toEqual([4, 16]);
    expect(view.getUint32(40, true)).toBe(40);
  });

  it('[W8] marks float with tag 3 and a fact chunk, more than two channels with EXTENSIBLE', () => {
    const float = layOutWav({ sampleRate: 48000, channels: 1, encoding: 'float32', lengthSamples: 7 });
    const view = new DataView(float.header.buffer);
    expect([view.getUint32(16, true), view.getUint16(20, true)]).toEqual([18, 3]);
    expect(ascii(float.header, 38, 42)).toBe('fact');
    expect(view.getUint32(46, true)).toBe(7);
    const wide = layOutWav({ sampleRate: 48000, channels: 6, encoding: 'pcm24', lengthSamples: 7 });
    expect(new DataView(wide.header.buffer).getUint16(20, true)).toBe(0xfffe);
    expect(wide.header[44]).toBe(1);
  });

  it('[W8] pads an odd data chunk', () => {
    expect(layOutWav({ sampleRate: 48000, channels: 1, encoding: 'pcm24', lengthSamples: 3 }).padBytes).toBe(
      1,
    );
    expect(layOutWav({ sampleRate: 48000, channels: 1, encoding: 'pcm24', lengthSamples: 4 }).padBytes).toBe(
      0,
    );
  });

  it('[W9] becomes RF64 exactly where 32-bit sizes end', () => {
    const shape = { sampleRate: 48000, channels: 2, encoding: 'pcm16' } as const;
    const most = Math.floor((0xffff_ffff - 36) / 4);
    expect(layOutWav({ ...shape, lengthSamples: most }).isLong).toBe(false);
    const long = layOutWav({ ...shape, lengthSamples: most + 1 });
    const view = new DataView(long.header.buffer);
    expect(long.isLong).toBe(true);
    expect(ascii(long.header, 0, 4) + ascii(long.header, 8, 16)).toBe('RF64WAVEds64');
    expect(view.getUint32(4, true)).toBe(0xffff_ffff);
    expect(Number(view.getBigUint64(20, true))).toBe(long.header.length - 8 + (most + 1) * 4);
    expect(Number(view.getBigUint64(28, true))).toBe((most + 1) * 4);
    expect(Number(view.getBigUint64(36, true))).toBe(most + 1);
    expect(view.getUint32(long.header.length - 4, true)).toBe(0xffff_ffff);
  });
});
