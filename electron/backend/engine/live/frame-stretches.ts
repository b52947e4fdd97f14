/** Stretches of frames in which something changed: flags, widened and joined. */

export type FrameStretch = {
  readonly first: number;
  /** One past the last. */
  readonly end: number;
};

/** Flags of the frames whose marks differ, [frames]; null when the numbers of frames do. */
export function changedFrames(before: Uint32Array, after: Uint32Array): Uint8Array | null {
  if (before.length !== after.length) return null;
  return Uint8Array.from(after, (print, frame) => (print === before[frame] ? 0 : 1));
}

/** Flags of the frames beyond a limit. */
export function farFrames(distance: Float32Array, limit: number): Uint8Array {
  return Uint8Array.from(distance, (value) => (value > limit ? 1 : 0));
}

/** Flags of frames within `reach` of a flagged one. Cost O(frames). */
export function widened(flags: Uint8Array, reach: number): Uint8Array {
  const wide = new Uint8Array(flags.length);
  let until = -1;
  flags.forEach((flag, frame) => {
    if (flag === 1) {
      wide.fill(1, Math.max(until, frame - reach, 0), Math.min(flags.length, frame + reach + 1));
      until = frame + reach + 1;
    }
  });
  return wide;
}

/** Rising, apart from each other: where any of the flags is set. */
export function joinedStretches(...flags: readonly Uint8Array[]): FrameStretch[] {
  const length = Math.max(0, ...flags.map((each) => each.length));
  const stretches: { first: number; end: number }[] = [];
  for (let frame = 0; frame < length; frame++) {
    if (!flags.some((each) => each[frame] === 1)) continue;
    const last = stretches.at(-1);
    if (last?.end === frame) last.end = frame + 1;
    else stretches.push({ first: frame, end: frame + 1 });
  }
  return stretches;
}
