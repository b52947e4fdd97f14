import { describe, expect, it } from 'vitest';
import { audioFixture } from '../../../../../support/audio-fixtures.ts';
import { openBytes, readWhole, refusalOf } from '../../../../../support/open-bytes.ts';
import { useTempFolder } from '../../../../../support/temp-folder.ts';
import { joinBytes, text } from '../../../../../support/wav-bytes.ts';

const inFolder = useTempFolder();
const tagged = audioFixture('stereo.mp3');
const untagged = audioFixture('stereo-untagged.mp3');

describe('MP3 in', () => {
  it('[A4] a file that is cut off says how much is there, where its tag promises more', async () => {
    const refusal = await refusalOf(tagged.subarray(0, 3000), inFolder('cut.mp3'));
    expect(refusal.code).toBe('audio-damaged');
    expect(refusal.message).toMatch(/promises 0\.55 s.*holds 0\.2\d s/);
  });

  it('[A15] without such a tag, whole frames up to the end count', async () => {
    const recording = await openBytes(untagged.subarray(0, 3000), inFolder('cut-untagged.mp3'));
    expect(recording.lengthSamples).toBe(11 * 1152);
    await recording.close();
  });

  it('[A15] steps over tags, cover art and a little junk', async () => {
    const plain = await readWhole(await openBytes(tagged, inFolder('plain.mp3')));
    const cover = joinBytes([text('ID3\x03\0\0\0\x06\x00\x00'), new Uint8Array(6 * 16384).fill(0xff)]);
    const trailer = joinBytes([text('TAG'), new Uint8Array(125).fill(0xff)]);
    const ape = joinBytes([text('APETAGEX'), new Uint8Array(100)]);
    for (const bytes of [
      joinBytes([cover, tagged, ape, trailer]),
      joinBytes([cover, cover, tagged, trailer]),
      joinBytes([new Uint8Array(500), tagged]),
    ]) {
      expect(await readWhole(await openBytes(bytes, inFolder('tags.mp3')))).toEqual(plain);
    }
  });

  it('[A15] refuses a file of which much is no MP3', async () => {
    const frames = joinBytes([untagged, new Uint8Array(2000).fill(0x55), untagged]);
    const refusal = await refusalOf(frames, inFolder('junk.mp3'));
    expect(refusal.code).toBe('audio-damaged');
    expect(refusal.message).toContain('2000 bytes');
  });

  it('[A15] refuses a change of rate on the way', async () => {
    const refusal = await refusalOf(joinBytes([untagged, audioFixture('mono-vbr.mp3')]), inFolder('two.mp3'));
    expect(refusal.message).toContain('changes its sample rate');
  });
});
