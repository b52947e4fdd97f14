/** The points through which the path must go: where the music begins and ends, anchors, locked stretches. */
import type { WarpPoint } from '../../../../../shared/music/alignment.ts';
import type { AudioFeatures } from './audio-features.ts';
import type { DtwRequest } from './align-by-dtw.ts';

/** Frames of less than this share of the loudest frame's power are no music: -50 dB. */
const silentShare = 1e-5;
/** Room before the first and after the last sound, so that the path is not forced where they seem to be. */
const roomSec = 0.3;

/** At least two, rising in both times. */
export function boundariesOf(
  { notes, durationSec }: DtwRequest['score'],
  audio: Pick<AudioFeatures, 'frames' | 'frameSec' | 'powers'>,
  { pins, previous, lockedSec }: Pick<DtwRequest, 'pins' | 'previous' | 'lockedSec'>,
): WarpPoint[] {
  const locked = (previous?.warp ?? []).filter(([, audioSec]) =>
    lockedSec.some(({ fromSec, toSec }) => audioSec >= fromSec && audioSec <= toSec),
  );
  const forced: WarpPoint[] = [];
  for (const point of [...locked, ...pins.anchors].sort((a, b) => a[0] - b[0] || a[1] - b[1])) {
    const last = forced.at(-1);
    if (last === undefined || (point[0] > last[0] && point[1] > last[1])) forced.push(point);
  }
  const isSkipped = (sec: number): boolean =>
    pins.skips.some(({ fromSec, toSec }) => sec >= fromSec && sec <= toSec);
  const loudest = audio.powers.reduce((most, power) => Math.max(most, power), 0);
  const sounds = (frame: number): boolean =>
    audio.powers[frame]! > loudest * silentShare && !isSkipped(frame * audio.frameSec);
  let first = 0;
  while (first < audio.frames - 1 && !sounds(first)) first++;
  let last = audio.frames - 1;
  while (last > first && !sounds(last)) last--;
  const endSec = (audio.frames - 1) * audio.frameSec;
  const firstSec = first * audio.frameSec;
  const lead = Math.min(roomSec, firstSec);
  const start: WarpPoint = [(notes[0]?.onsetSec ?? 0) - lead, firstSec - lead];
  const end: WarpPoint = [
    durationSec,
    Math.max(firstSec + audio.frameSec, Math.min(last * audio.frameSec, endSec)),
  ];
  const inner = forced.length > 0 ? forced : [];
  const opensBefore = inner.length === 0 || (start[0] < inner[0]![0] && start[1] < inner[0]![1]);
  const closesAfter = inner.length === 0 || (end[0] > inner.at(-1)![0] && end[1] > inner.at(-1)![1]);
  const all = [...(opensBefore ? [start] : []), ...inner, ...(closesAfter ? [end] : [])];
  // A single anchor that lies outside of everything still needs a stretch.
  if (all.length < 2) all.push([all[0]![0] + 1, all[0]![1] + 1]);
  return all;
}
