/** Files of a browser have no path: their bytes go to the service in pieces. In the application they have one. */
import { divisiError } from '../../shared/contract/errors.ts';
import { err, ok } from '../../shared/std/result.ts';
import type { Result } from '../../shared/std/result.ts';
import { resourceUrl } from './connection.ts';
import { pathOfFile } from './host.ts';
import type { AppClient } from './connection.ts';

const pieceBytes = 4 * 2 ** 20;

/** @returns the file's path, or what stands for it: 'upload:<id>' */
export async function uploadFile(
  client: AppClient,
  file: File,
  signal: AbortSignal,
  onProgress: (share: number) => void,
): Promise<Result<string>> {
  const path = pathOfFile(file);
  if (path !== null) return ok(path);
  const begun = await client.call('upload.begin', { name: file.name, bytes: file.size }, { signal });
  if (!begun.ok) return begun;
  const { upload, resource } = begun.value;
  for (let start = 0; start < file.size; start += pieceBytes) {
    const end = Math.min(start + pieceBytes, file.size);
    try {
      const answer = await fetch(resourceUrl(resource), {
        method: 'PUT',
        body: file.slice(start, end),
        headers: { 'Content-Range': `bytes ${start}-${end - 1}/${file.size}` },
        signal,
      });
      if (!answer.ok) {
        const reason = (await answer.text()) || String(answer.status);
        return err(divisiError('file-unreadable', `“${file.name}” could not be copied: ${reason}`));
      }
    } catch (cause) {
      if (signal.aborted) return err(divisiError('cancelled', 'Stopped.'));
      return err(divisiError('file-unreadable', `“${file.name}” could not be copied: ${String(cause)}`));
    }
    onProgress(end / file.size);
  }
  return ok(`upload:${upload}`);
}
