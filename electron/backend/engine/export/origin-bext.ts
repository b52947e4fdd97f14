/** Reads the broadcast extension of a source: where on a day's clock its first sample lies. */
import { err, ok } from '../../../../shared/std/result.ts';
import type { Result } from '../../../../shared/std/result.ts';
import { openByteSource } from '../audio/byte-source.ts';
import type { ByteSource } from '../audio/byte-source.ts';
import { chunkId, viewOf } from '../audio/chunk-walk.ts';
import { RecordingFailure } from '../audio/file-failure.ts';

export type SourceOrigin = {
  /** Samples since midnight of the file's first sample; 0 where the file does not say. */
  readonly timeReferenceSamples: number;
  /** One line per step that the sound has been through, without line ends. */
  readonly codingHistory: readonly string[];
};

const unknownOrigin: SourceOrigin = Object.freeze({ timeReferenceSamples: 0, codingHistory: [] });

const bextBytes = 602;
const maxHistoryBytes = 4096;
const mostChunks = 1000;
const maxTimeReference = 2 ** 52;

/**
 * Cost: a few reads of chunk heads. What is no WAV, or a damaged one, has no origin: that the sound can be read
 * is checked elsewhere. Fails as opening a file does.
 * @source EBU Tech 3285, version 1.
 */
export async function readSourceOrigin(path: string): Promise<Result<SourceOrigin>> {
  const opened = await openByteSource(path);
  if (!opened.ok) return opened;
  try {
    return ok(await findOrigin(opened.value));
  } catch (cause) {
    if (cause instanceof RecordingFailure) return err(cause.error);
    throw cause;
  } finally {
    await opened.value.close();
  }
}

async function findOrigin(source: ByteSource): Promise<SourceOrigin> {
  const head = viewOf(await source.read(0, 12));
  const form = chunkId(head, 0);
  if (!['RIFF', 'RF64', 'BW64'].includes(form) || chunkId(head, 8) !== 'WAVE') return unknownOrigin;
  let longDataBytes = 0;
  let position = 12;
  for (let count = 0; count < mostChunks && position + 8 <= source.size; count++) {
    const chunk = viewOf(await source.read(position, 8));
    const id = chunkId(chunk, 0);
    let size = chunk.getUint32(4, true);
    const body = position + 8;
    if (id === 'bext') return parseBext(await source.read(body, Math.min(size, bextBytes + maxHistoryBytes)));
    if (id === 'ds64' && form !== 'RIFF') {
      const ds64 = viewOf(await source.read(body, 16));
      if (ds64.byteLength === 16) longDataBytes = Number(ds64.getBigUint64(8, true));
    }
    if (id === 'data' && size === 0xffff_ffff) size = longDataBytes;
    position = body + size + (size % 2);
  }
  return unknownOrigin;
}

function parseBext(bytes: Uint8Array): SourceOrigin {
  if (bytes.length < bextBytes) return unknownOrigin;
  const samples = Number(viewOf(bytes).getBigUint64(338, true));
  const history = Buffer.from(bytes.subarray(bextBytes)).toString('latin1').split('\0')[0] ?? '';
  return {
    timeReferenceSamples: samples <= maxTimeReference ? samples : 0,
    codingHistory: history
      .split(/\r\n|\r|\n/)
      .map((line) => line.trim())
      .filter((line) => line !== ''),
  };
}
