import { createHash } from 'node:crypto';
import { chmod, mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openRecording } from '../../../../../../electron/backend/engine/audio/open-recording.ts';
import { audioFixture, audioFixturePath, expectedAudio } from '../../../../../support/audio-fixtures.ts';
import { openBytes, readWhole, refusalOf } from '../../../../../support/open-bytes.ts';
import { useTempFolder } from '../../../../../support/temp-folder.ts';
import { joinBytes, text, u32 } from '../../../../../support/wav-bytes.ts';

const inFolder = useTempFolder();

function toPcm(channels: readonly Float32Array[], bits: number): Buffer {
  const size = bits / 8;
  const bytes = Buffer.alloc(channels.length * channels[0]!.length * size);
  channels.forEach((samples, channel) => {
    samples.forEach((sample, i) => {
      bytes.writeIntLE(sample * 2 ** (bits - 1), (i * channels.length + channel) * size, size);
    });
  });
  return bytes;
}

describe('openRecording', () => {
  it.each(Object.entries(expectedAudio()))('[A10] decodes %s like its reference', async (name, expected) => {
    const opened = await openRecording(audioFixturePath(name), { spoolFolder: inFolder('') });
    if (!opened.ok) throw new Error(opened.error.message);
    const { sampleRate, channels, lengthSamples } = expected;
    expect(opened.value).toMatchObject({ sampleRate, channels, lengthSamples });
    const samples = await readWhole(opened.value);
    if (expected.losslessBits !== undefined) {
      const hash = createHash('sha256').update(toPcm(samples, expected.losslessBits)).digest('hex');
      expect(hash).toBe(expected.sha256);
    }
    // Opus was decoded to 16 bits by the reference.
    const tolerance = name.endsWith('.opus') ? 2e-5 : 2e-6;
    expected.values.forEach((values, channel) => {
      values.forEach((value, i) => {
        expect(Math.abs(samples[channel]![expected.positions[i]!]! - value)).toBeLessThan(tolerance);
      });
    });
  });

  it('[A10] names format and encoding', async () => {
    const shown: Record<string, string> = {};
    for (const name of [
      'stereo.flac',
      'mono-24.flac',
      'stereo.oga',
      'stereo.mp3',
      'stereo.ogg',
      'stereo.opus',
    ]) {
      const recording = await openBytes(audioFixture(name), inFolder('named.bin'));
      shown[name] = `${recording.format}, ${recording.encoding}`;
      await recording.close();
    }
    expect(shown).toEqual({
      'stereo.flac': 'flac, 16-bit FLAC',
      'mono-24.flac': 'flac, 24-bit FLAC',
      'stereo.oga': 'flac, 16-bit FLAC',
      'stereo.mp3': 'mp3, MP3',
      'stereo.ogg': 'vorbis, Vorbis',
      'stereo.opus': 'opus, Opus',
    });
  });

  it('[A11] goes by the content, whatever the name says', async () => {
    const recording = await openBytes(audioFixture('stereo.flac'), inFolder('not-a.wav'));
    expect(recording.format).toBe('flac');
    await recording.close();
    const refusal = await refusalOf(text('Dear diary,\nno sound today.\n'), inFolder('diary.wav'));
    expect(refusal.code).toBe('audio-format');
    expect(refusal.message).toContain('diary.wav" is a text file');
  });

  it.each([
    ['M4A', joinBytes([u32(0), text('ftypM4A mp42')]), /AAC or Apple Lossless.*ffmpeg -i "x\.bin"/],
    ['AAC', Uint8Array.of(0xff, 0xf1, 0x50, 0x80, 1, 2, 3), /AAC audio.*ffmpeg/],
    ['WMA', Uint8Array.of(0x30, 0x26, 0xb2, 0x75, 0x8e, 0x66, 0xcf, 0x11), /Windows Media.*ffmpeg/],
    ['MIDI', text('MThd\0\0\0\x06'), /a MIDI file.*score.*second/],
    ['MIDI in RIFF', joinBytes([text('RIFF'), u32(4), text('RMID')]), /a MIDI file/],
    ['ZIP', text('PK\x03\x04abc'), /a ZIP archive/],
    ['MusicXML', text('<?xml version="1.0"?><score-partwise/>'), /XML/],
    ['zeros', new Uint8Array(5000), /nothing but zeros/],
    ['one byte', Uint8Array.of(1), /does not know/],
    ['garbage', Uint8Array.from({ length: 3000 }, (_, i) => (i * i * 31 + 7) & 0xff), /does not know/],
  ])('[A7] says what %s is and what to do', async (_name, bytes, message) => {
    const refusal = await refusalOf(bytes, inFolder('x.bin'));
    expect(refusal.code).toBe('audio-format');
    expect(refusal.message).toMatch(message);
  });

  it('[A12] refuses a missing file, a folder, an empty file, a device and one it may not read', async () => {
    const codeOf = async (path: string): Promise<string> => {
      const result = await openRecording(path);
      return result.ok ? 'opened' : result.error.code;
    };
    expect(await codeOf(inFolder('none.wav'))).toBe('file-missing');
    expect(await codeOf(inFolder(''))).toBe('file-unreadable');
    await writeFile(inFolder('empty.wav'), '');
    expect(await codeOf(inFolder('empty.wav'))).toBe('audio-empty');
    expect(await codeOf(`${inFolder('empty.wav')}/inside.wav`)).toBe('file-missing');
    if (process.platform === 'linux') expect(await codeOf('/dev/zero')).toBe('file-unreadable');
    if (process.platform !== 'win32' && process.getuid?.() !== 0) {
      await chmod(inFolder('empty.wav'), 0);
      expect(await codeOf(inFolder('empty.wav'))).toBe('file-unreadable');
    }
  });

  it('[A13] leaves no decoded copy behind: after closing, a failure or a stop', async () => {
    const folder = inFolder('spool');
    await mkdir(folder);
    const spools = async (): Promise<string[]> =>
      (await readdir(folder)).filter((name) => name.endsWith('.spool'));
    const opened = await openRecording(audioFixturePath('stereo.flac'), { spoolFolder: folder });
    if (!opened.ok) throw new Error(opened.error.message);
    await opened.value.close();
    await opened.value.close();
    expect(await spools()).toEqual([]);

    const stop = new AbortController();
    const stopped = await openRecording(audioFixturePath('stereo.mp3'), {
      spoolFolder: folder,
      signal: stop.signal,
      onProgress: () => stop.abort(),
    });
    expect(stopped.ok ? '' : stopped.error.code).toBe('cancelled');
    expect(await spools()).toEqual([]);

    await refusalOf(audioFixture('stereo.flac').subarray(0, 5000), join(folder, 'cut.flac'));
  });

  it('[A13] reports a folder for the copy that cannot be written', async () => {
    const result = await openRecording(audioFixturePath('stereo.mp3'), { spoolFolder: inFolder('nowhere') });
    expect(result.ok ? '' : result.error.code).toBe('output-unwritable');
  });

  it('tells progress from 0 to 1, rising', async () => {
    const fractions: number[] = [];
    const opened = await openRecording(audioFixturePath('stereo.ogg'), {
      spoolFolder: inFolder(''),
      onProgress: (fraction) => fractions.push(fraction),
    });
    if (opened.ok) await opened.value.close();
    expect(fractions.at(-1)).toBe(1);
    expect([...fractions].sort((a, b) => a - b)).toEqual(fractions);
  });
});
