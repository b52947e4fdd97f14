/** Frames in time, and which of them a stretch of time labels. */
export type FrameGrid = {
  /** Time of frame 0, seconds of the recording: where the separated span begins. */
  readonly startSec: number;
  readonly hopSec: number;
  /** N */
  readonly frames: number;
};

/** Frames first..last, both included; they may lie outside of the grid. */
export type FrameSpan = { readonly first: number; readonly last: number };

/** Times that differ by less than this many hops count as equal, so that rounding moves no frame. */
const slackHops = 1e-6;

/**
 * Frames whose time startSec + n hopSec lies in [fromSec, toSec]. A stretch that falls between two
 * frames labels the one nearer to its middle: no note is too short to be labelled.
 */
export function frameSpan(fromSec: number, toSec: number, grid: FrameGrid): FrameSpan {
  const from = (fromSec - grid.startSec) / grid.hopSec;
  const to = (toSec - grid.startSec) / grid.hopSec;
  const first = Math.ceil(from - slackHops);
  const last = Math.floor(to + slackHops);
  if (first <= last) return { first, last };
  const nearest = Math.round((from + to) / 2);
  return { first: nearest, last: nearest };
}
