/** The "fmt " chunk of a WAV file. */
import { divisiError } from '../../../../shared/contract/errors.ts';
import { subformatTail, wavTags } from '../../../../shared/export/wav-layout.ts';
import { err, ok } from '../../../../shared/std/result.ts';
import type { Result } from '../../../../shared/std/result.ts';
import type { SampleLayout } from './sample-codec.ts';

export type WavFormat = {
  readonly sampleRate: number;
  readonly channels: number;
  readonly encoding: string;
  readonly layout: SampleLayout;
};

/** Codecs that people do meet inside WAV files. */
const compressedNames: Readonly<Record<number, string>> = Object.freeze({
  0x0002: 'Microsoft ADPCM',
  0x0006: 'A-law',
  0x0007: 'mu-law',
  0x0011: 'IMA ADPCM',
  0x0031: 'GSM 6.10',
  0x0050: 'MPEG',
  0x0055: 'MP3',
  0x00ff: 'AAC',
  0x0161: 'Windows Media Audio',
  0x1610: 'AAC',
});

/** @param chunk the first 40 bytes of the chunk's body, or all where it has fewer. */
export function parseWavFormat(path: string, chunk: DataView): Result<WavFormat> {
  if (chunk.byteLength < 16) {
    return err(divisiError('audio-damaged', `"${path}" has a format chunk that is too short.`));
  }
  let tag = chunk.getUint16(0, true);
  const channels = chunk.getUint16(2, true);
  const sampleRate = chunk.getUint32(4, true);
  const blockBytes = chunk.getUint16(12, true);
  const bits = chunk.getUint16(14, true);
  if (tag === wavTags.extensible && chunk.byteLength >= 40) {
    const plain = subformatTail.every((byte, i) => chunk.getUint8(26 + i) === byte);
    if (plain) tag = chunk.getUint16(24, true);
  }
  if (tag !== wavTags.pcm && tag !== wavTags.float) {
    const name = compressedNames[tag] ?? `codec 0x${tag.toString(16).padStart(4, '0')}`;
    return err(
      divisiError(
        'audio-format',
        `"${path}" is a WAV file compressed with ${name}. Convert it to plain WAV or FLAC first.`,
      ),
    );
  }
  // The block size rules: 20 bits travel in 3 bytes, 24 bits sometimes in 4, always left-justified.
  const container = channels > 0 ? blockBytes / channels : 0;
  const allowed = tag === wavTags.float ? [4, 8] : [1, 2, 3, 4];
  if (channels > 0 && (!allowed.includes(container) || bits === 0 || bits > container * 8)) {
    return err(
      divisiError(
        'audio-damaged',
        `"${path}" has a format chunk that contradicts itself: ${bits} bits per sample, ${channels} channels, ${blockBytes} bytes per frame.`,
      ),
    );
  }
  const kind = tag === wavTags.float ? 'float' : container === 1 ? 'unsigned' : 'integer';
  return ok({
    sampleRate,
    channels,
    encoding: `${bits}-bit ${tag === wavTags.float ? 'float' : 'PCM'}`,
    layout: { kind, bytes: container, littleEndian: true },
  });
}
