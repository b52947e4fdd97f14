/** What the sound of an MP4 file is: enough to ask for it as it is. */

export type Mp4Sound = {
  /** Four letters: 'mp4a' is AAC, 'alac' Apple Lossless. */
  readonly coding: string;
  readonly sampleRate: number;
  readonly lengthSec: number;
};

/** A box: four letters, and where its content lies. */
type Box = { readonly type: string; readonly from: number; readonly to: number };

/**
 * Of the first track of sound.
 * @param moov content of the box of that name
 * @returns null where there is none, or where the bytes are none
 * @source ISO/IEC 14496-12, 8.2 to 8.5 and 12.2
 */
export function mp4Sound(moov: DataView): Mp4Sound | null {
  for (const track of boxes(moov, 0, moov.byteLength)) {
    const media = track.type === 'trak' ? inner(moov, track, 'mdia') : null;
    const sound = media === null ? null : soundOf(moov, media);
    if (sound !== null) return sound;
  }
  return null;
}

/** At the beginning of a box: how long it is with its head, and how long the head is. Null where there is none. */
export function boxHead(
  view: DataView,
  at: number,
  end: number,
): { readonly type: string; readonly size: number; readonly head: number } | null {
  if (at + 8 > Math.min(end, view.byteLength)) return null;
  const type = letters(view, at + 4);
  const short = view.getUint32(at);
  // 0: as far as there is something; 1: the size stands behind the type.
  if (short === 0) return { type, size: end - at, head: 8 };
  if (short !== 1) return short < 8 ? null : { type, size: short, head: 8 };
  if (at + 16 > view.byteLength) return null;
  const size = Number(view.getBigUint64(at + 8));
  return size < 16 ? null : { type, size, head: 16 };
}

function soundOf(view: DataView, media: Box): Mp4Sound | null {
  const handler = inner(view, media, 'hdlr');
  if (handler === null || handler.from + 12 > handler.to || letters(view, handler.from + 8) !== 'soun')
    return null;
  const times = timesOf(view, inner(view, media, 'mdhd'));
  const info = inner(view, media, 'minf');
  const tables = info === null ? null : inner(view, info, 'stbl');
  const descriptions = tables === null ? null : inner(view, tables, 'stsd');
  // Version, flags and count come first.
  const entry =
    descriptions === null ? undefined : [...boxes(view, descriptions.from + 8, descriptions.to)][0];
  if (times === null || entry === undefined || entry.from + 28 > entry.to) return null;
  const stated = view.getUint16(entry.from + 24);
  // What is coded at half the rate (HE-AAC) counts its time at the rate at which it sounds.
  const sampleRate = stated === 0 || times.scale === 2 * stated ? times.scale : stated;
  return { coding: entry.type, sampleRate, lengthSec: times.duration / times.scale };
}

function timesOf(
  view: DataView,
  box: Box | null,
): { readonly scale: number; readonly duration: number } | null {
  if (box === null || box.from + 20 > box.to) return null;
  const isLong = view.getUint8(box.from) === 1;
  if (box.from + (isLong ? 32 : 20) > box.to) return null;
  const scale = view.getUint32(box.from + (isLong ? 20 : 12));
  const duration = isLong ? Number(view.getBigUint64(box.from + 24)) : view.getUint32(box.from + 16);
  return scale === 0 ? null : { scale, duration };
}

function inner(view: DataView, { from, to }: Box, type: string): Box | null {
  for (const box of boxes(view, from, to)) if (box.type === type) return box;
  return null;
}

function* boxes(view: DataView, from: number, to: number): Generator<Box, void, undefined> {
  for (let at = from; at < to;) {
    const box = boxHead(view, at, to);
    if (box === null || at + box.size > to) return;
    yield { type: box.type, from: at + box.head, to: at + box.size };
    at += box.size;
  }
}

function letters(view: DataView, at: number): string {
  return String.fromCharCode(
    view.getUint8(at),
    view.getUint8(at + 1),
    view.getUint8(at + 2),
    view.getUint8(at + 3),
  );
}
