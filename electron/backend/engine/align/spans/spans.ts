/** Pins cut an alignment into spans that are solved, or kept, each by itself. */
import type { Alignment, AlignmentPins, WarpPoint } from '../../../../../shared/music/alignment.ts';
import { interpolate } from '../piecewise-linear.ts';

export type TimeRange = { readonly fromSec: number; readonly toSec: number };

export type Span = {
  /** Where it begins and ends; null where the recording does. */
  readonly from: WarpPoint | null;
  readonly to: WarpPoint | null;
  /** The former alignment stays here. */
  readonly isKept: boolean;
};

/**
 * In the recording's order. A span is kept when the former alignment passes through both its ends and puts no
 * note into a skip of it, or when it is locked; anchors within locked stretches do not count.
 * An anchor that was taken away leaves no trace: to forget one, align without the former alignment.
 */
export function spansOf(
  pins: AlignmentPins,
  previous: Alignment | null,
  lockedSec: readonly TimeRange[],
): Span[] {
  const locks = previous === null ? [] : mergeRanges(lockedSec);
  const isLocked = (sec: number): boolean =>
    locks.some(({ fromSec, toSec }) => sec >= fromSec && sec <= toSec);
  const points = pins.anchors
    .filter(([, audioSec]) => !isLocked(audioSec))
    .map((point) => ({ point, isOld: previous !== null && passesThrough(previous, point) }));
  for (const { fromSec, toSec } of locks) {
    for (const sec of [fromSec, toSec]) {
      points.push({ point: [scoreSecAt(previous!, sec), sec], isOld: true });
    }
  }
  points.sort((a, b) => a.point[1] - b.point[1] || a.point[0] - b.point[0]);
  const distinct = points.filter(({ point }, i) => i === 0 || point[1] > points[i - 1]!.point[1] + 1e-6);
  const spans: Span[] = [];
  for (let i = 0; i <= distinct.length; i++) {
    const from = distinct[i - 1];
    const to = distinct[i];
    const range = { fromSec: from?.point[1] ?? 0, toSec: to?.point[1] ?? Infinity };
    const middle = range.toSec === Infinity ? range.fromSec + 1e-6 : (range.fromSec + range.toSec) / 2;
    const isUnchanged =
      previous !== null &&
      from?.isOld !== false &&
      to?.isOld !== false &&
      !previous.notes.some(({ onsetSec }) => isWithin(onsetSec, range) && isSkipped(onsetSec, pins));
    const isKept = previous !== null && (isUnchanged || isLocked(middle));
    spans.push({ from: from?.point ?? null, to: to?.point ?? null, isKept });
  }
  return spans;
}

function mergeRanges(ranges: readonly TimeRange[]): TimeRange[] {
  const merged: TimeRange[] = [];
  for (const range of [...ranges].sort((a, b) => a.fromSec - b.fromSec)) {
    const last = merged.at(-1);
    if (last !== undefined && range.fromSec <= last.toSec) {
      merged[merged.length - 1] = { fromSec: last.fromSec, toSec: Math.max(last.toSec, range.toSec) };
    } else if (range.toSec > range.fromSec) {
      merged.push(range);
    }
  }
  return merged;
}

function passesThrough({ warp }: Alignment, [scoreSec, audioSec]: WarpPoint): boolean {
  return warp.some(
    ([score, audio]) => Math.abs(score - scoreSec) < 1e-6 && Math.abs(audio - audioSec) < 1e-6,
  );
}

function scoreSecAt({ warp }: Alignment, audioSec: number): number {
  if (warp.length === 0) return 0;
  return interpolate(
    warp.map(([, audio]) => audio),
    warp.map(([score]) => score),
    audioSec,
    1,
  );
}

function isWithin(sec: number, { fromSec, toSec }: TimeRange): boolean {
  return sec >= fromSec && sec < toSec;
}

function isSkipped(sec: number, { skips }: AlignmentPins): boolean {
  return skips.some((skip) => isWithin(sec, skip));
}
