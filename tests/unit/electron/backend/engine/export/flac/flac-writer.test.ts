import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { openRecording } from '../../../../../../../electron/backend/engine/audio/open-recording.ts';
import { createWavWriter } from '../../../../../../../electron/backend/engine/audio/wav-writer.ts';
import { createFlacWriter } from '../../../../../../../electron/backend/engine/export/flac/flac-writer.ts';
import { unwrap } from '../../../../../../support/export-runs.ts';
import { hasProgram, runProgram } from '../../../../../../support/outside-program.ts';
import { musicLike, noise } from '../../../../../../support/signals.ts';
import { useTempFolder } from '../../../../../../support/temp-folder.ts';

const inFolder = useTempFolder();

type Shape = { bits: 16 | 24; sampleRate?: number; blockSamples?: number; dither?: 'tpdf' | 'none' };

/** Writes the same sound as FLAC and as WAV. */
async function write(
  name: string,
  channels: readonly Float32Array[],
  shape: Shape,
): Promise<{ flac: string; wav: string }> {
  const { bits, sampleRate = 44100, blockSamples = 1000, dither = 'tpdf' } = shape;
  const lengthSamples = channels[0]!.length;
  const encoding = bits === 16 ? ('pcm16' as const) : ('pcm24' as const);
  const options = { sampleRate, channels: channels.length, lengthSamples, encoding, ditherSeed: 3, dither };
  const files = { flac: inFolder(`${name}.flac`), wav: inFolder(`${name}.wav`) };
  const writers = [
    unwrap(await createFlacWriter(files.flac, { ...options, tags: { TITLE: 'Für Elise', EMPTY: '' } })),
    unwrap(await createWavWriter(files.wav, options)),
  ];
  for (const writer of writers) {
    for (let start = 0; start < lengthSamples; start += blockSamples) {
      unwrap(await writer.write(channels.map((samples) => samples.subarray(start, start + blockSamples))));
    }
    unwrap(await writer.commit());
  }
  return files;
}

async function read(path: string): Promise<Float32Array[]> {
  const recording = unwrap(await openRecording(path));
  const blocks = await recording.read(0, recording.lengthSamples);
  await recording.close();
  return blocks;
}

const spiky = Float32Array.from({ length: 9000 }, (_, i) => (i % 4001 === 0 ? 1 : i % 3001 === 7 ? -1 : 0));
const signals: [string, Float32Array[], Shape][] = [
  ['stereo music', musicLike(20_011, 44100, 2), { bits: 16 }],
  ['stereo music, fine', musicLike(20_011, 96000, 2), { bits: 24, sampleRate: 96000 }],
  ['equal channels', [musicLike(9001, 44100)[0]!, musicLike(9001, 44100)[0]!], { bits: 24, dither: 'none' }],
  ['opposite channels at full scale', [new Float32Array(5000).fill(-1), noise(5000, 4, 1)], { bits: 24 }],
  ['full noise', [noise(10_000, 1, 1), noise(10_000, 2, 1)], { bits: 24 }],
  ['silence and spikes', [spiky], { bits: 16, dither: 'none' }],
  ['silence', [new Float32Array(10_000)], { bits: 24, dither: 'none' }],
  ['one sample', [Float32Array.of(0.5)], { bits: 16 }],
  ['one block and one sample', [noise(4097, 6)], { bits: 16 }],
  ['six channels at an odd rate', musicLike(5000, 12_345, 6), { bits: 24, sampleRate: 12_345 }],
];

describe('FLAC out', () => {
  it.each(signals)('[EX3] %s comes back as from WAV', async (name, channels, shape) => {
    const { flac, wav } = await write(name, channels, shape);
    expect(await read(flac)).toEqual(await read(wav));
  });

  it.skipIf(!hasProgram('flac'))(
    '[EX3] the reference decoder agrees, with the checksum over all samples',
    async () => {
      for (const [name, channels, shape] of signals) {
        const { flac, wav } = await write(`reference ${name}`, channels, shape);
        runProgram('flac', ['--test', '--silent', flac]);
        const raw = runProgram('flac', [
          '--decode',
          '--silent',
          '--stdout',
          '--force-raw-format',
          '--endian=little',
          '--sign=signed',
          flac,
        ]);
        const bytes = await readFile(wav);
        expect(
          bytes.subarray(bytes.indexOf('data') + 8, bytes.indexOf('data') + 8 + raw.length).equals(raw),
          name,
        ).toBe(true);
      }
    },
  );

  it('[EX3] the bytes do not depend on how the sound was cut into blocks', async () => {
    const channels = musicLike(20_000, 44100, 2);
    const one = await write('cut-1', channels, { bits: 24, blockSamples: 20_000 });
    const many = await write('cut-2', channels, { bits: 24, blockSamples: 333 });
    expect((await readFile(one.flac)).equals(await readFile(many.flac))).toBe(true);
  });

  it('[EX3] music takes much less room than WAV, full noise hardly more', async () => {
    const tones = Float32Array.from(
      { length: 40_000 },
      (_, i) => 0.3 * Math.sin(i / 30) + 0.1 * Math.sin(i / 11),
    );
    const music = await write('small', [tones], { bits: 24 });
    expect((await readFile(music.flac)).length).toBeLessThan(0.8 * (await readFile(music.wav)).length);
    const full = await write('large', [noise(40_000, 9, 1)], { bits: 16 });
    expect((await readFile(full.flac)).length).toBeLessThan(1.01 * (await readFile(full.wav)).length);
  });

  it('[EX3] tags are written, empty ones left out', async () => {
    const { flac } = await write('tags', [noise(100, 1)], { bits: 16 });
    const text = (await readFile(flac)).toString('utf8');
    expect(text).toContain('TITLE=Für Elise');
    expect(text).not.toContain('EMPTY');
  });
});
