/** What of a column of time lies within a polygon. */

/** Seconds, and MIDI pitch as a scale of frequency. */
export type Corner = readonly [atSec: number, pitchMidi: number];

/** From the lower pitch up to, and without, the higher. */
export type PitchSpan = readonly [fromMidi: number, toMidi: number];

/**
 * Rising, apart from each other. The polygon is closed from its last corner to its first; what it winds around,
 * once or more in either direction, is within, as a drawn lasso is filled. Polygons that share an edge share no
 * column: a polygon begins at its first moment and ends before its last. Cost O(corners).
 */
export function polygonSpans(corners: readonly Corner[], atSec: number): PitchSpan[] {
  const crossings: (readonly [pitchMidi: number, turn: number])[] = [];
  corners.forEach(([fromSec, fromMidi], index) => {
    const [toSec, toMidi] = corners[(index + 1) % corners.length]!;
    if (fromSec <= atSec === toSec <= atSec) return;
    const share = (atSec - fromSec) / (toSec - fromSec);
    crossings.push([fromMidi + share * (toMidi - fromMidi), toSec > fromSec ? 1 : -1]);
  });
  crossings.sort(([a], [b]) => a - b);
  const spans: PitchSpan[] = [];
  let winding = 0;
  let startMidi = 0;
  for (const [pitchMidi, turn] of crossings) {
    if (winding === 0) startMidi = pitchMidi;
    winding += turn;
    if (winding === 0 && pitchMidi > startMidi) spans.push([startMidi, pitchMidi]);
  }
  return spans;
}

/** Frames, n at n hopSec, outside of which nothing lies within; all below `frames`. */
export function framesOf(
  corners: readonly Corner[],
  hopSec: number,
  frames: number,
): { readonly first: number; readonly end: number } {
  let [fromSec, toSec] = [Infinity, -Infinity];
  for (const [atSec] of corners) {
    fromSec = Math.min(fromSec, atSec);
    toSec = Math.max(toSec, atSec);
  }
  return {
    first: Math.max(0, Math.floor(fromSec / hopSec)),
    end: Math.min(frames, Math.ceil(toSec / hopSec) + 1),
  };
}
