import type { CurvePoint } from '../bench-row.ts';

/**
 * Seconds of training after which the NSDR first reaches a level, on straight lines between the looks; the
 * mixture, 0 dB after 0 s, is the first of them. Null where it never does.
 */
export function secondsUntil(
  curve: readonly Pick<CurvePoint, 'sec' | 'nsdr'>[],
  levelDb: number,
): number | null {
  let before = { sec: 0, nsdr: 0 };
  for (const { sec, nsdr } of curve) {
    if (nsdr === null || !Number.isFinite(nsdr)) continue;
    if (nsdr >= levelDb) {
      const rise = nsdr - before.nsdr;
      return rise <= 0 ? sec : before.sec + ((levelDb - before.nsdr) / rise) * (sec - before.sec);
    }
    before = { sec, nsdr };
  }
  return null;
}
