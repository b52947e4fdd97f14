/** Opens bytes as if they were a file. */
import { readdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { openRecording } from '../../electron/backend/engine/audio/open-recording.ts';
import type { Recording } from '../../electron/backend/engine/audio/recording.ts';
import type { DivisiError } from '../../shared/contract/errors.ts';

export async function openBytes(bytes: Uint8Array, path: string): Promise<Recording> {
  await writeFile(path, bytes);
  const result = await openRecording(path, { spoolFolder: dirname(path) });
  if (!result.ok) throw new Error(`${result.error.code}: ${result.error.message}`);
  return result.value;
}

/** The error that opening gives; fails where it opens, and where a spool is left behind. */
export async function refusalOf(bytes: Uint8Array, path: string): Promise<DivisiError> {
  await writeFile(path, bytes);
  const result = await openRecording(path, { spoolFolder: dirname(path) });
  if (result.ok) {
    await result.value.close();
    throw new Error('expected a refusal, but it opened');
  }
  const left = (await readdir(dirname(path))).filter((name) => name.endsWith('.spool'));
  if (left.length > 0) throw new Error(`left behind: ${left.join(', ')}`);
  return result.error;
}

/** All samples, [channels][samples]; closes the recording. */
export async function readWhole(recording: Recording): Promise<Float32Array[]> {
  const samples = await recording.read(0, recording.lengthSamples);
  await recording.close();
  return samples;
}
