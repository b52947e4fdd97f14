import { readdir, writeFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { openRecording } from '../../../../../../electron/backend/engine/audio/open-recording.ts';
import { errorCatalogue } from '../../../../../../shared/contract/errors.ts';
import { createRng } from '../../../../../../shared/std/rng.ts';
import type { Rng } from '../../../../../../shared/std/rng.ts';
import { audioFixture } from '../../../../../support/audio-fixtures.ts';
import { fixChecksums } from '../../../../../support/ogg-bytes.ts';
import { useTempFolder } from '../../../../../support/temp-folder.ts';
import {
  dataChunk,
  extensibleChunk,
  formatChunk,
  joinBytes,
  riff,
  text,
  u32,
  u64,
} from '../../../../../support/wav-bytes.ts';
import { cpuMs } from '../../../../../support/cpu-ms.ts';

const inFolder = useTempFolder();
const sound = Uint8Array.from({ length: 4000 }, (_, i) => (i * 37) & 0xff);

const aiff = joinBytes([
  text('FORM'),
  Uint8Array.of(0, 0, 15, 206),
  text('AIFF'),
  text('COMM'),
  Uint8Array.of(0, 0, 0, 18, 0, 1, 0, 0, 7, 208, 0, 16, 0x40, 0x0e, 0xac, 0x44, 0, 0, 0, 0, 0, 0),
  text('SSND'),
  Uint8Array.of(0, 0, 15, 168, 0, 0, 0, 0, 0, 0, 0, 0),
  sound,
]);
const ds64 = { id: 'ds64', body: joinBytes([u64(4100), u64(4000), u64(1000), u32(0)]) };

/** Valid files and how many mutants each gets. */
const seeds: readonly (readonly [string, Uint8Array, number])[] = [
  ['WAV', riff([formatChunk(1, 2, 44100, 16), dataChunk(sound)]), 700],
  ['extensible WAV', riff([extensibleChunk(3, 1, 48000, 32, 32), dataChunk(sound)]), 500],
  ['RF64', riff([ds64, formatChunk(1, 2, 44100, 16), dataChunk(sound, 0xffffffff)], 'RF64', 0xffffffff), 400],
  ['AIFF', aiff, 500],
  ['FLAC', audioFixture('stereo.flac'), 200],
  ['Ogg FLAC', audioFixture('stereo.oga'), 120],
  ['MP3', audioFixture('stereo.mp3'), 200],
  ['Ogg Vorbis', audioFixture('stereo.ogg'), 200],
  ['Opus', audioFixture('stereo.opus'), 250],
];

/** One to six wounds, two thirds of them in the first 120 bytes. */
function mutate(original: Uint8Array, rng: Rng): Uint8Array {
  let bytes: Uint8Array = original.slice();
  const zone = rng.nextInt(3) === 0 ? bytes.length : 120;
  for (let wounds = 1 + rng.nextInt(6); wounds > 0; wounds--) {
    const at = rng.nextInt(Math.min(zone, bytes.length));
    switch (rng.nextInt(6)) {
      case 0:
        bytes[at]! ^= 1 << rng.nextInt(8);
        break;
      case 1:
        bytes[at] = rng.nextInt(256);
        break;
      case 2:
        bytes[at] = [0, 255, 127, 128][rng.nextInt(4)]!;
        break;
      case 3:
        bytes.fill([0, 255][rng.nextInt(2)]!, at, at + rng.nextInt(16));
        break;
      case 4:
        bytes = joinBytes([bytes.subarray(0, at), new Uint8Array(rng.nextInt(64)), bytes.subarray(at)]);
        break;
      default:
        if (rng.nextInt(3) === 0) bytes = bytes.slice(0, 1 + at + rng.nextInt(bytes.length - at));
    }
  }
  // Wrong checksums would keep most wounds from reaching the decoders.
  if (rng.nextInt(4) > 0) fixChecksums(bytes);
  return bytes;
}

describe('openRecording on damaged files', () => {
  it.each(seeds)(
    '[A18] opens or refuses every mutant of a %s file, quickly',
    async (name, original, count) => {
      const rng = createRng(count, name.length);
      const path = inFolder('mutant');
      let slowestMs = 0;
      const memoryBefore = process.memoryUsage().rss;
      for (let i = 0; i < count; i++) {
        await writeFile(path, mutate(original, rng));
        const start = cpuMs();
        const result = await openRecording(path, { spoolFolder: inFolder('') });
        if (result.ok) {
          const { channels, lengthSamples } = result.value;
          expect(channels).toBeGreaterThan(0);
          expect(lengthSamples).toBeGreaterThan(0);
          const block = await result.value.read(lengthSamples - 1, 2);
          expect(block.length).toBe(channels);
          await result.value.close();
        } else {
          expect(Object.keys(errorCatalogue)).toContain(result.error.code);
          expect(result.error.message.length).toBeGreaterThan(20);
        }
        slowestMs = Math.max(slowestMs, cpuMs() - start);
      }
      expect(slowestMs).toBeLessThan(5000);
      expect(process.memoryUsage().rss - memoryBefore).toBeLessThan(500e6);
      expect((await readdir(inFolder(''))).filter((file) => file.endsWith('.spool'))).toEqual([]);
    },
    60_000,
  );
});
