/** Files that come in pieces, from windows that know their content and not their path. */
import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { divisiError } from '../../../shared/contract/errors.ts';
import { err, ok } from '../../../shared/std/result.ts';
import type { Result } from '../../../shared/std/result.ts';
import { safeFileName } from '../../../shared/std/safe-file-name.ts';
import { writeFailure } from '../engine/audio/file-failure.ts';

export const uploadRoot = '/uploads/';
const prefix = 'upload:';
/** Four hours of stereo at 96 kHz and 24 bit. */
const mostBytes = 2 ** 34;
const mostPieceBytes = 16 * 2 ** 20;

type Upload = { readonly file: string; readonly bytes: number; received: number };

export class UploadShelf {
  readonly #uploads = new Map<string, Upload>();
  #folder: string | null = null;

  /** Fails with 'bad-request' for more than any recording, or as making a folder does. */
  async begin(name: string, bytes: number): Promise<Result<{ upload: string; resource: string }>> {
    if (bytes > mostBytes) return err(divisiError('bad-request', `"${name}" is too large.`));
    const id = randomBytes(12).toString('hex');
    try {
      this.#folder ??= await mkdtemp(join(tmpdir(), 'divisi-uploads-'));
      const folder = join(this.#folder, id);
      await mkdir(folder);
      const file = join(folder, safeFileName(name, 'file'));
      await (await open(file, 'w')).close();
      this.#uploads.set(id, { file, bytes, received: 0 });
    } catch (cause) {
      return err(writeFailure(cause, tmpdir()));
    }
    return ok({ upload: id, resource: `${uploadRoot}${id}` });
  }

  /**
   * @param at must be the number of bytes that came before, so that a piece that is sent again shows
   * @returns how many bytes there are now. Fails with 'bad-request', 'conflict', 'disk-full' ...
   */
  async append(id: string, at: number, pieces: AsyncIterable<Uint8Array>): Promise<Result<number>> {
    const upload = this.#uploads.get(id);
    if (upload === undefined) return err(divisiError('bad-request', 'There is no such upload.'));
    if (at !== upload.received) {
      const message = `The upload has ${upload.received} bytes, not ${at}.`;
      return err(divisiError('conflict', message, { received: upload.received }));
    }
    let received = at;
    try {
      const handle = await open(upload.file, 'r+');
      try {
        for await (const piece of pieces) {
          if (received + piece.length > Math.min(upload.bytes, at + mostPieceBytes)) {
            return err(divisiError('bad-request', 'The piece is larger than what was announced.'));
          }
          await handle.write(piece, 0, piece.length, received);
          received += piece.length;
        }
      } finally {
        await handle.close();
      }
    } catch (cause) {
      return err(writeFailure(cause, upload.file));
    }
    upload.received = received;
    return ok(received);
  }

  /** A path that was given as such, or that of a complete upload. Fails with 'bad-request'. */
  pathOf(source: string): Result<string> {
    if (!source.startsWith(prefix)) return ok(source);
    const upload = this.#uploads.get(source.slice(prefix.length));
    if (upload?.received === upload?.bytes && upload !== undefined) return ok(upload.file);
    return err(divisiError('bad-request', 'The upload is not complete.'));
  }

  /** Whether the file has to be copied to outlive this process. */
  isUpload(source: string): boolean {
    return source.startsWith(prefix);
  }

  async close(): Promise<void> {
    this.#uploads.clear();
    if (this.#folder !== null) await rm(this.#folder, { recursive: true, force: true }).catch(() => {});
    this.#folder = null;
  }
}
