import { describe, expect, it } from 'vitest';
import { openRecording } from '../../../../../../../electron/backend/engine/audio/open-recording.ts';
import type { SampleFileWriter } from '../../../../../../../electron/backend/engine/audio/sample-file.ts';
import type { LossyWriterOptions } from '../../../../../../../electron/backend/engine/export/lossy/lossy-options.ts';
import {
  createMp3Writer,
  mp3RateFor,
} from '../../../../../../../electron/backend/engine/export/lossy/mp3-writer.ts';
import { createVorbisWriter } from '../../../../../../../electron/backend/engine/export/lossy/vorbis-writer.ts';
import type { Result } from '../../../../../../../shared/std/result.ts';
import { unwrap } from '../../../../../../support/export-runs.ts';
import { musicLike } from '../../../../../../support/signals.ts';
import { hasProgram, runProgram } from '../../../../../../support/outside-program.ts';
import { useTempFolder } from '../../../../../../support/temp-folder.ts';

const inFolder = useTempFolder();

type Create = (path: string, options: LossyWriterOptions) => Promise<Result<SampleFileWriter>>;

async function write(
  create: Create,
  path: string,
  channels: readonly Float32Array[],
  sampleRate: number,
): Promise<SampleFileWriter> {
  const lengthSamples = channels[0]!.length;
  const tags = { TITLE: 'Für Elise – ohne Bass', ALBUM: 'Album', COMMENT: 'Separated', TRACKNUMBER: '3' };
  const options = { sampleRate, channels: channels.length as 1 | 2, lengthSamples, tags };
  const writer = unwrap(await create(path, options));
  for (let start = 0; start < lengthSamples; start += 10_000) {
    unwrap(await writer.write(channels.map((samples) => samples.subarray(start, start + 10_000))));
  }
  return writer;
}

/** Shift at which `a` and `b` are most alike, within 40 samples. */
function bestShift(a: Float32Array, b: Float32Array): number {
  const likeness = (shift: number): number => {
    let sum = 0;
    for (let i = 2000; i < 30_000; i++) sum += a[i]! * b[i + shift]!;
    return sum;
  };
  const shifts = Array.from({ length: 81 }, (_, i) => i - 40);
  return shifts.reduce((best, shift) => (likeness(shift) > likeness(best) ? shift : best));
}

const formats: [string, Create][] = [
  ['mp3', createMp3Writer],
  ['ogg', createVorbisWriter],
];

describe('MP3 and Ogg Vorbis out', () => {
  it.each(formats)(
    "[EX4] %s has the sound's length to the sample, in its place",
    async (extension, create) => {
      for (const count of [1, 2]) {
        const channels = musicLike(44_321, 44100, count);
        const path = inFolder(`length-${count}.${extension}`);
        unwrap(await (await write(create, path, channels, 44100)).commit());
        const recording = unwrap(await openRecording(path));
        expect(recording.lengthSamples).toBe(44_321);
        const blocks = await recording.read(0, recording.lengthSamples);
        await recording.close();
        expect(bestShift(channels[0]!, blocks[0]!)).toBe(0);
      }
    },
  );

  it.skipIf(!hasProgram('ffprobe')).each(formats)('[EX4] %s carries its tags', async (extension, create) => {
    const path = inFolder(`tags.${extension}`);
    unwrap(await (await write(create, path, musicLike(10_000, 48000, 2), 48000)).commit());
    const text = runProgram('ffprobe', [
      '-v',
      'error',
      '-show_entries',
      'format_tags:stream_tags',
      path,
    ]).toString();
    for (const part of ['Für Elise – ohne Bass', 'Album', 'Separated', '3']) expect(text).toContain(part);
  });

  it('[EX4] rates that MP3 does not have become those that it has', async () => {
    expect([96_000, 88_200, 44_100, 22_050, 192_000, 12_345, 37_000].map(mp3RateFor)).toEqual([
      48_000, 44_100, 44_100, 22_050, 48_000, 16_000, 44_100,
    ]);
    const path = inFolder('rate.mp3');
    unwrap(await (await write(createMp3Writer, path, musicLike(96_000, 96_000), 96_000)).commit());
    const recording = unwrap(await openRecording(path));
    expect([recording.sampleRate, recording.lengthSamples]).toEqual([48_000, 48_000]);
    await recording.close();
  });
});
