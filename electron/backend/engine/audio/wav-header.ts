/**
 * Reads the header of a WAV file: RIFF, and RF64 or BW64 beyond 4 GiB.
 * @source Microsoft, Multimedia Programming Interface and Data Specifications 1.0; WAVEFORMATEXTENSIBLE;
 * EBU Tech 3306 (RF64); ITU-R BS.2088 (BW64).
 */
import { divisiError } from '../../../../shared/contract/errors.ts';
import { err, ok } from '../../../../shared/std/result.ts';
import type { Result } from '../../../../shared/std/result.ts';
import { checkShape, cutOffError, noSamplesError } from './audio-limits.ts';
import type { ByteSource } from './byte-source.ts';
import { chunkId, viewOf } from './chunk-walk.ts';
import type { PcmHeader } from './pcm-recording.ts';
import { parseWavFormat } from './wav-format.ts';
import type { WavFormat } from './wav-format.ts';

const unknownSize = 0xffff_ffff;
/** What SoX writes for both sizes when it cannot seek back. */
const soxStreamedSize = 0x7fff_f000;
/** A header has a handful of chunks; thousands mean garbage. */
const mostChunks = 10_000;

type DataChunk = { readonly offset: number; readonly bytes: number; readonly streamed: boolean };

/**
 * Cost: a few reads of the chunk headers before the samples.
 * Fails with 'audio-format' (a codec that is not linear), 'audio-damaged' or 'audio-empty'. Samples up to the
 * end of the file count where the writer could not seek back to fill in the size (0, 0xFFFFFFFF).
 */
export async function readWavHeader(source: ByteSource): Promise<Result<PcmHeader>> {
  const { path } = source;
  const head = viewOf(await source.read(0, 12));
  const isLong = chunkId(head, 0) !== 'RIFF';
  const riffSize = head.getUint32(4, true);
  let longDataBytes: number | undefined;
  let format: WavFormat | undefined;
  let data: DataChunk | undefined;

  let position = 12;
  for (let count = 0; count < mostChunks && position + 8 <= source.size; count++) {
    const chunk = viewOf(await source.read(position, 8));
    const id = chunkId(chunk, 0);
    const size = chunk.getUint32(4, true);
    const body = position + 8;
    if (id === 'ds64' && isLong) {
      const ds64 = viewOf(await source.read(body, 16));
      if (ds64.byteLength === 16) longDataBytes = Number(ds64.getBigUint64(8, true));
    } else if (id === 'fmt ') {
      const parsed = parseWavFormat(path, viewOf(await source.read(body, Math.min(size, 40))));
      if (!parsed.ok) return parsed;
      format = parsed.value;
    } else if (id === 'data') {
      const declared = size === unknownSize && longDataBytes !== undefined ? longDataBytes : size;
      const present = source.size - body;
      data = { offset: body, bytes: declared, streamed: isStreamed(declared, present, riffSize, body) };
      if (format !== undefined || data.streamed || declared > present) break;
    }
    const advance = id === 'data' ? (data?.bytes ?? size) : size;
    position = body + advance + (advance % 2);
  }

  if (format === undefined) {
    return err(divisiError('audio-damaged', `"${path}" is a WAV file without a format ("fmt ") chunk.`));
  }
  if (data === undefined) {
    return err(
      divisiError('audio-damaged', `"${path}" is a WAV file without a "data" chunk: no sound in it.`),
    );
  }
  const refused = checkShape(path, format.sampleRate, format.channels);
  if (refused !== undefined) return err(refused);

  const frameBytes = format.channels * format.layout.bytes;
  const presentSamples = Math.floor((source.size - data.offset) / frameBytes);
  const promisedSamples = data.streamed ? presentSamples : Math.floor(data.bytes / frameBytes);
  if (promisedSamples === 0) return err(noSamplesError(path));
  if (promisedSamples > presentSamples) {
    return err(cutOffError(path, promisedSamples, presentSamples, format.sampleRate));
  }
  return ok({
    format: isLong ? 'rf64' : 'wav',
    sampleRate: format.sampleRate,
    channels: format.channels,
    lengthSamples: promisedSamples,
    encoding: format.encoding,
    layout: format.layout,
    dataOffset: data.offset,
  });
}

/** Whether the writer left the size open, so that the samples run to the end of the file. */
function isStreamed(declared: number, present: number, riffSize: number, body: number): boolean {
  if (declared === unknownSize || declared === soxStreamedSize || declared >= 2 ** 63) {
    return declared > present;
  }
  if (declared !== 0 || present === 0) return false;
  // An honest empty chunk is followed by other chunks inside the RIFF; here the RIFF ends before the bytes do.
  return riffSize === unknownSize || riffSize + 8 <= body;
}
