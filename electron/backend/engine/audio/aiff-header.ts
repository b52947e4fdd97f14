/**
 * Reads the header of an AIFF or AIFF-C file.
 * @source Apple, Audio Interchange File Format 1.3 (1989) and AIFF-C draft (1991); 'sowt' and the float types as
 * Core Audio writes them.
 */
import { divisiError } from '../../../../shared/contract/errors.ts';
import { err, ok } from '../../../../shared/std/result.ts';
import type { Result } from '../../../../shared/std/result.ts';
import { checkShape, cutOffError, noSamplesError } from './audio-limits.ts';
import type { ByteSource } from './byte-source.ts';
import { chunkId, viewOf } from './chunk-walk.ts';
import type { PcmHeader } from './pcm-recording.ts';
import type { SampleLayout } from './sample-codec.ts';

const mostChunks = 10_000;

type CommonChunk = {
  readonly channels: number;
  readonly lengthSamples: number;
  readonly bits: number;
  readonly sampleRate: number;
  /** 'NONE' for plain AIFF. */
  readonly compression: string;
};

/** Fails like `readWavHeader`. Cost: a few reads of chunk headers. */
export async function readAiffHeader(source: ByteSource): Promise<Result<PcmHeader>> {
  const { path } = source;
  let common: CommonChunk | undefined;
  let sound: { readonly offset: number; readonly bytes: number } | undefined;
  let position = 12;
  for (let count = 0; count < mostChunks && position + 8 <= source.size; count++) {
    const chunk = viewOf(await source.read(position, 8));
    const id = chunkId(chunk, 0);
    const size = chunk.getUint32(4);
    const body = position + 8;
    if (id === 'COMM') {
      const view = viewOf(await source.read(body, Math.min(size, 22)));
      if (view.byteLength < 18) {
        return err(divisiError('audio-damaged', `"${path}" has a COMM chunk that is too short.`));
      }
      common = {
        channels: view.getUint16(0),
        lengthSamples: view.getUint32(2),
        bits: view.getUint16(6),
        sampleRate: extendedFloat(view, 8),
        compression: view.byteLength >= 22 ? chunkId(view, 18) : 'NONE',
      };
    } else if (id === 'SSND') {
      const view = viewOf(await source.read(body, 8));
      if (view.byteLength === 8)
        sound = { offset: body + 8 + view.getUint32(0), bytes: Math.max(0, size - 8) };
    }
    if (common !== undefined && sound !== undefined) break;
    position = body + size + (size % 2);
  }
  if (common === undefined) {
    return err(divisiError('audio-damaged', `"${path}" is an AIFF file without a COMM chunk.`));
  }
  const refused = checkShape(path, common.sampleRate, common.channels);
  if (refused !== undefined) return err(refused);
  const layout = layoutOf(common);
  if (layout === undefined) {
    return err(
      divisiError(
        common.compression === 'NONE' ? 'audio-damaged' : 'audio-format',
        `"${path}" is an AIFF file of type "${common.compression}" with ${common.bits} bits, which Divisi does not read. Convert it to WAV or FLAC first.`,
      ),
    );
  }
  if (common.lengthSamples === 0) return err(noSamplesError(path));
  if (sound === undefined) {
    return err(
      divisiError('audio-damaged', `"${path}" is an AIFF file without an SSND chunk: no sound in it.`),
    );
  }
  const present = Math.max(0, Math.floor((source.size - sound.offset) / (common.channels * layout.bytes)));
  if (common.lengthSamples > present) {
    return err(cutOffError(path, common.lengthSamples, present, common.sampleRate));
  }
  return ok({
    format: 'aiff',
    sampleRate: common.sampleRate,
    channels: common.channels,
    lengthSamples: common.lengthSamples,
    encoding: `${layout.kind === 'float' ? layout.bytes * 8 : common.bits}-bit ${layout.kind === 'float' ? 'float' : 'PCM'}`,
    layout,
    dataOffset: sound.offset,
  });
}

/** undefined for a type that is not linear, or an impossible number of bits. */
function layoutOf({ compression, bits }: CommonChunk): SampleLayout | undefined {
  const bytes = Math.ceil(bits / 8);
  switch (compression) {
    case 'NONE':
    case 'twos':
    case 'in24':
    case 'in32':
      return bytes >= 1 && bytes <= 4 ? { kind: 'integer', bytes, littleEndian: false } : undefined;
    case 'sowt':
      return bytes >= 1 && bytes <= 4 ? { kind: 'integer', bytes, littleEndian: true } : undefined;
    case 'raw ':
      return bytes === 1 ? { kind: 'unsigned', bytes: 1, littleEndian: false } : undefined;
    case 'fl32':
    case 'FL32':
      return { kind: 'float', bytes: 4, littleEndian: false };
    case 'fl64':
    case 'FL64':
      return { kind: 'float', bytes: 8, littleEndian: false };
    default:
      return undefined;
  }
}

/** An 80-bit extended float: sign and exponent in 16 bits, then 64 bits with the leading 1 written out. */
function extendedFloat(view: DataView, position: number): number {
  const signAndExponent = view.getUint16(position);
  const mantissa = view.getUint32(position + 2) * 2 ** 32 + view.getUint32(position + 6);
  const sign = signAndExponent & 0x8000 ? -1 : 1;
  return sign * mantissa * 2 ** ((signAndExponent & 0x7fff) - 16383 - 63);
}
