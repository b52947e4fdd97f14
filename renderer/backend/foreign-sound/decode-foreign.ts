/**
 * Sound that the browser reads and the engine does not: what telephones record. It is decoded here, once, at its own
 * rate, and goes on as a WAV file.
 */
import { divisiError } from '../../../shared/contract/errors.ts';
import { err, ok } from '../../../shared/std/result.ts';
import type { Result } from '../../../shared/std/result.ts';
import { strings } from '../../strings/en.ts';
import { floatWav } from './float-wav.ts';
import { soundInfo } from './sound-info.ts';

/** Decoded sound lies in memory as a whole, some 23 MB a minute of stereo. */
const mostSec = 30 * 60;
/** Bare AAC does not say how long it is: this is half an hour at its best. */
const mostBytesUntold = 2 ** 26;

/** @returns a WAV file called alike. Fails where the browser cannot read it either, and where it is too long. */
export async function decodeForeign(file: File, signal: AbortSignal): Promise<Result<File>> {
  const words = strings.start;
  const info = await soundInfo(file);
  if (info === null) return err(divisiError('file-unreadable', words.unreadFile(file.name)));
  const isTooLong = info.lengthSec === null ? file.size > mostBytesUntold : info.lengthSec > mostSec;
  if (isTooLong) return err(divisiError('file-unreadable', words.longFile(file.name, mostSec / 60)));
  try {
    const context = new OfflineAudioContext(1, 1, info.sampleRate);
    const sound = await context.decodeAudioData(await file.arrayBuffer());
    if (signal.aborted) return err(divisiError('cancelled', 'Stopped.'));
    const channels = Array.from({ length: sound.numberOfChannels }, (_, index) =>
      sound.getChannelData(index),
    );
    const wav = await floatWav(channels, sound.sampleRate);
    return ok(new File([wav], `${file.name.replace(/\.[^.]*$/, '')}.wav`, { type: wav.type }));
  } catch {
    return err(divisiError('file-unreadable', words.unreadFile(file.name)));
  }
}
