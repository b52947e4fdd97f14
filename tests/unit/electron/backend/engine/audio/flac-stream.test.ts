import { describe, expect, it } from 'vitest';
import { audioFixture } from '../../../../../support/audio-fixtures.ts';
import { openBytes, readWhole, refusalOf } from '../../../../../support/open-bytes.ts';
import { useTempFolder } from '../../../../../support/temp-folder.ts';
import { joinBytes, text } from '../../../../../support/wav-bytes.ts';

const inFolder = useTempFolder();
const flac = audioFixture('stereo.flac');

function changed(bytes: Uint8Array, position: number, value: number): Uint8Array {
  const copy = bytes.slice();
  copy[position] = value;
  return copy;
}

describe('FLAC in', () => {
  it('[A4] a file that is cut off says how much is there and how much was promised', async () => {
    const refusal = await refusalOf(flac.subarray(0, 6000), inFolder('cut.flac'));
    expect(refusal.code).toBe('audio-damaged');
    expect(refusal.message).toMatch(/promises 0\.14 s.*holds 0\.0[5-9] s/);
  });

  it('[A14] a wrong byte anywhere in the sound is noticed', async () => {
    for (const position of [200, 3000, 7000, flac.length - 1]) {
      const refusal = await refusalOf(changed(flac, position, flac[position]! ^ 0x10), inFolder('bad.flac'));
      expect(refusal.code).toBe('audio-damaged');
    }
  });

  it('[A14] reads on where the writer left the length open', async () => {
    let open = changed(flac, 21, flac[21]! & 0xf0);
    for (const position of [22, 23, 24, 25]) open = changed(open, position, 0);
    const recording = await openBytes(open, inFolder('open.flac'));
    expect(recording.lengthSamples).toBe(6001);
    const refusal = await refusalOf(open.subarray(0, 6000), inFolder('open-cut.flac'));
    expect(refusal.message).toContain('is cut off or damaged');
    expect(refusal.message).toMatch(/The first 0\.\d\d s of it can be read/);
    await recording.close();
  });

  it('[A14] steps over tags before and behind, and zeros behind', async () => {
    const plain = await readWhole(await openBytes(flac, inFolder('plain.flac')));
    const id3v2 = joinBytes([text('ID3\x04\0\0\0\0\x01\x00'), new Uint8Array(128)]);
    const id3v1 = joinBytes([text('TAG'), new Uint8Array(125)]);
    for (const bytes of [joinBytes([id3v2, flac, id3v1]), joinBytes([flac, new Uint8Array(3000)])]) {
      expect(await readWhole(await openBytes(bytes, inFolder('tagged.flac')))).toEqual(plain);
    }
  });

  it('[A6] refuses a rate of 0 Hz', async () => {
    let silent = flac;
    for (const position of [18, 19]) silent = changed(silent, position, 0);
    silent = changed(silent, 20, silent[20]! & 0x0f);
    expect((await refusalOf(silent, inFolder('0hz.flac'))).message).toContain('0 Hz');
  });
});
