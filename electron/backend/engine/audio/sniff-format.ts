/** Tells what a file is by its first bytes; its name is never trusted. */
import { chunkId, viewOf } from './chunk-walk.ts';

export type SniffedFormat =
  | { readonly kind: 'wav' | 'aiff' | 'flac' | 'mp3' | 'vorbis' | 'opus' }
  /** Something else: `name` says what, ready to follow 'is'. */
  | { readonly kind: 'other'; readonly name: string };

/** Bytes that `sniffFormat` wants to see. */
export const sniffBytes = 4096;

/** @param head the first `sniffBytes` bytes, or all where the file has fewer. */
export function sniffFormat(head: Uint8Array): SniffedFormat {
  const view = viewOf(head);
  const id = chunkId(view, 0);
  const form = chunkId(view, 8);
  if ((id === 'RIFF' || id === 'RF64' || id === 'BW64') && form === 'WAVE') return { kind: 'wav' };
  if (id === 'FORM' && (form === 'AIFF' || form === 'AIFC')) return { kind: 'aiff' };
  return { kind: 'other', name: otherName(head, id, form) };
}

function otherName(head: Uint8Array, id: string, form: string): string {
  void head;
  void form;
  return id;
}
