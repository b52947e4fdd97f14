/** What lies under the pointer. */
import type { RollNote, NoteLayout } from './roll-note.ts';
import { notesWithin } from './roll-note.ts';
import { timeToX, xToTime, yToKey } from './roll-view.ts';
import type { RollView } from './roll-view.ts';

/** The part of a note: its body, an end, or the halo that shows its tolerance. */
export type NoteZone = 'body' | 'start' | 'end' | 'halo-before' | 'halo-after';

export type NoteHit = { readonly note: RollNote; readonly zone: NoteZone };

export type HitOptions = {
  /** Notes whose whole halo can be taken hold of; of others only its outer edge. */
  readonly hasOpenHalo: (note: RollNote) => boolean;
  /** Preferred where notes lie over each other. */
  readonly isSelected: (note: RollNote) => boolean;
};

/** Pixels at which an end is taken hold of, at most a quarter of the note. */
const edgePx = 6;
/** Half the width of a halo's outer edge. */
const haloEdgePx = 4;

/** Bodies count before ends of halos, selected notes before others, later onsets before earlier ones. */
export function hitNote(
  view: RollView,
  layout: NoteLayout,
  x: number,
  y: number,
  { hasOpenHalo, isSelected }: HitOptions,
): NoteHit | null {
  const key = yToKey(view, y);
  const reachSec = haloEdgePx / view.pxPerSec;
  const sec = xToTime(view, x);
  const { first, end } = notesWithin(layout, sec - reachSec, sec + reachSec);
  let best: NoteHit | null = null;
  let bestRank = 0;
  for (let index = first; index < end; index++) {
    const note = layout.notes[index]!;
    if (note.pitchMidi !== key) continue;
    const zone = zoneAt(view, note, x, hasOpenHalo(note));
    if (zone === null) continue;
    const rank = (zone.startsWith('halo') ? 1 : 3) + (isSelected(note) ? 1 : 0);
    if (rank < bestRank) continue;
    best = { note, zone };
    bestRank = rank;
  }
  return best;
}

function zoneAt(view: RollView, note: RollNote, x: number, hasOpenHalo: boolean): NoteZone | null {
  const from = timeToX(view, note.onsetSec);
  const to = Math.max(timeToX(view, note.offsetSec), from + 2);
  if (x >= from && x <= to) {
    const edge = Math.min(edgePx, (to - from) / 4);
    return x - from < edge ? 'start' : to - x < edge ? 'end' : 'body';
  }
  const outer =
    x < from ? timeToX(view, note.onsetSec - note.beforeSec) : timeToX(view, note.offsetSec + note.afterSec);
  const zone = x < from ? 'halo-before' : 'halo-after';
  const isInside = x < from ? x >= outer : x <= outer;
  const isAtEdge = Math.abs(x - outer) <= haloEdgePx;
  return isAtEdge || (hasOpenHalo && isInside) ? zone : null;
}

/** A rectangle between two corners on the canvas, in times and keys. */
export type RollRectangle = {
  readonly fromSec: number;
  readonly toSec: number;
  readonly lowMidi: number;
  readonly highMidi: number;
};

export function rectangleBetween(
  a: { readonly sec: number; readonly pitch: number },
  b: { readonly sec: number; readonly pitch: number },
): RollRectangle {
  return {
    fromSec: Math.min(a.sec, b.sec),
    toSec: Math.max(a.sec, b.sec),
    lowMidi: Math.min(a.pitch, b.pitch),
    highMidi: Math.max(a.pitch, b.pitch),
  };
}

/** Notes of which a part of the body lies in the rectangle. */
export function notesInRectangle(layout: NoteLayout, area: RollRectangle): RollNote[] {
  const { first, end } = notesWithin(layout, area.fromSec, area.toSec);
  return layout.notes
    .slice(first, end)
    .filter(
      ({ onsetSec, offsetSec, pitchMidi }) =>
        offsetSec >= area.fromSec &&
        onsetSec <= area.toSec &&
        pitchMidi + 0.5 >= area.lowMidi &&
        pitchMidi - 0.5 <= area.highMidi,
    );
}
