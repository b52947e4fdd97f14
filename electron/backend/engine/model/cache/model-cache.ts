/** Trained models on the disk, so that other groupings of a piece need no training. */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { err, ok } from '../../../../../shared/std/result.ts';
import type { Result } from '../../../../../shared/std/result.ts';
import { divisiError } from '../../../../../shared/contract/errors.ts';
import { readFailure, systemCode, writeFailure } from '../../audio/file-failure.ts';
import { makeFolder } from '../../make-folder.ts';
import { writePending } from '../../pending-file.ts';
import { decodeModel, encodeModel } from './model-file.ts';
import type { KeptModel } from './model-file.ts';

/** Changes whenever the same key could mean another model. */
const formatVersion = 2;
/** Files beyond it are not read: Node's limit of one buffer. */
const maxModelBytes = 2 ** 31 - 1;

/** Everything that a model depends on; groups and masks are not among it. */
export type ModelIdentity = {
  /** SHA-256 of the recording's file. */
  readonly recordingHash: string;
  readonly startSample: number;
  readonly lengthSamples: number;
  readonly notes: unknown;
  readonly settings: unknown;
  readonly seed: number;
  readonly backend: string;
};

export function modelPath(folder: string, identity: ModelIdentity): string {
  const text = JSON.stringify([formatVersion, ...Object.entries(identity).sort()]);
  return join(folder, `${createHash('sha256').update(text).digest('hex').slice(0, 40)}.divisi-model`);
}

export type KeptLookup =
  | { readonly kind: 'found'; readonly kept: KeptModel }
  | { readonly kind: 'none' }
  /** There is a file, but it cannot be used: `reason` is a sentence. */
  | { readonly kind: 'unusable'; readonly reason: string };

export async function lookUpModel(path: string): Promise<KeptLookup> {
  try {
    if ((await stat(path)).size > maxModelBytes) {
      return { kind: 'unusable', reason: `"${path}" is too large to be a model; training again.` };
    }
    const bytes = await readFile(path);
    // A pooled buffer may start anywhere; float32 views need multiples of 4.
    const aligned = bytes.byteOffset % 4 === 0 ? bytes : Uint8Array.from(bytes);
    const kept = decodeModel(aligned);
    if (kept !== null) return { kind: 'found', kept };
    return { kind: 'unusable', reason: `The kept model "${path}" is damaged; training again.` };
  } catch (cause) {
    if (systemCode(cause) === 'ENOENT') return { kind: 'none' };
    return { kind: 'unusable', reason: `${readFailure(cause, path).message} Training again.` };
  }
}

/** Fails with 'output-unwritable' or 'disk-full'. */
export async function keepModel(folder: string, path: string, kept: KeptModel): Promise<Result<void>> {
  try {
    await makeFolder(folder);
  } catch (cause) {
    return err(writeFailure(cause, folder));
  }
  const written = await writePending(path, encodeModel(kept));
  return written.ok ? written.value.commit() : written;
}

/** SHA-256 of a file's bytes, hexadecimal. Fails as reading does, or with 'cancelled'. */
export async function hashFile(path: string, signal: AbortSignal): Promise<Result<string>> {
  const hash = createHash('sha256');
  try {
    for await (const block of createReadStream(path, { highWaterMark: 2 ** 20 })) {
      if (signal.aborted) return err(divisiError('cancelled', 'Stopped.'));
      hash.update(block as Buffer);
    }
  } catch (cause) {
    return err(readFailure(cause, path));
  }
  return ok(hash.digest('hex'));
}
