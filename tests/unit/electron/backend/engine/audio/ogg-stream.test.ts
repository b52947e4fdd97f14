import { describe, expect, it } from 'vitest';
import { audioFixture } from '../../../../../support/audio-fixtures.ts';
import { fixChecksums, oggPages } from '../../../../../support/ogg-bytes.ts';
import { openBytes, readWhole, refusalOf } from '../../../../../support/open-bytes.ts';
import { useTempFolder } from '../../../../../support/temp-folder.ts';
import { joinBytes, text } from '../../../../../support/wav-bytes.ts';

const inFolder = useTempFolder();

describe('Ogg in', () => {
  it.each(['stereo.ogg', 'stereo.opus'])('[A16] %s joined to itself plays twice', async (name) => {
    const bytes = audioFixture(name);
    const [once] = await readWhole(await openBytes(bytes, inFolder('once.ogg')));
    const [twice] = await readWhole(await openBytes(joinBytes([bytes, bytes]), inFolder('twice.ogg')));
    expect(twice!.length).toBe(2 * once!.length);
    expect(twice!.slice(once!.length)).toEqual(once);
  });

  it('[A16] refuses a chain whose rate or channels change', async () => {
    const chain = joinBytes([audioFixture('stereo.ogg'), audioFixture('mono.ogg')]);
    const refusal = await refusalOf(chain, inFolder('chain.ogg'));
    expect(refusal.code).toBe('audio-format');
    expect(refusal.message).toContain('chain');
  });

  it.each(['stereo.ogg', 'stereo.opus', 'stereo.oga'])('[A4] %s cut off is refused', async (name) => {
    const bytes = audioFixture(name);
    const refusal = await refusalOf(bytes.subarray(0, bytes.length - 100), inFolder('cut.ogg'));
    expect(refusal.code).toBe('audio-damaged');
    expect(refusal.message).toContain('cut off');
  });

  it.each(['stereo.ogg', 'stereo.opus', 'stereo.oga'])(
    '[A14] a wrong byte in %s is noticed',
    async (name) => {
      const bytes = audioFixture(name);
      bytes[Math.floor(bytes.length * 0.7)]! ^= 4;
      expect((await refusalOf(bytes, inFolder('bad.ogg'))).code).toBe('audio-damaged');
    },
  );

  it('[A14] a missing page is noticed', async () => {
    const pages = oggPages(joinBytes([audioFixture('stereo.oga')]));
    expect(pages.length).toBeGreaterThan(3);
    const vorbis = oggPages(audioFixture('stereo.ogg'));
    const gap = joinBytes([vorbis[0]!, ...vorbis.slice(2)]);
    expect((await refusalOf(gap, inFolder('gap.ogg'))).code).toBe('audio-damaged');
    const short = joinBytes([...pages.slice(0, 3), ...pages.slice(4)]);
    expect((await refusalOf(short, inFolder('gap.oga'))).code).toBe('audio-damaged');
  });

  it('[A7] names other codecs', async () => {
    const page = oggPages(audioFixture('stereo.ogg'))[0]!;
    page.set(text('Speex  '), 28);
    fixChecksums(page);
    const refusal = await refusalOf(page, inFolder('speex.ogg'));
    expect(refusal.code).toBe('audio-format');
    expect(refusal.message).toContain('Speex');
  });

  it('[A16] finds the sound beside another stream', async () => {
    const [first, ...rest] = oggPages(audioFixture('mono.ogg'));
    const skeleton = first!.slice();
    skeleton.set(text('fishead'), 28);
    skeleton[14]! ^= 0xff;
    fixChecksums(skeleton);
    const recording = await openBytes(joinBytes([skeleton, first!, ...rest]), inFolder('two.ogg'));
    expect(recording.lengthSamples).toBe(11_111);
    await recording.close();
  });
});
