/**
 * Turns the key events of one pitch, channel and track into notes that never overlap.
 *
 * A key is one string or one pipe: striking it again ends what sounded. So a re-strike cuts its
 * predecessor, and the note sounds until every strike has been released (two voices that share a
 * pitch hold it for the longer of the two). Where a file forgets a release, that count never comes
 * back to zero; from there on the first release ends a note, so that one stuck key does not lengthen
 * all that follow.
 */
import type { KeyEvent } from './own-tracks.ts';

export type Strike = { readonly onsetTick: number; readonly keyUpTick: number; readonly velocity: number };

/** How many notes were put right, and how. */
export type StrikeRepairs = { merged: number; cut: number; unreleased: number; lengthened: number };

export function noStrikeRepairs(): StrikeRepairs {
  return { merged: 0, cut: 0, unreleased: 0, lengthened: 0 };
}

type ReleaseRule = 'every' | 'first';

/**
 * @param events in file order, ticks never falling.
 * @param minTicks length that a note of no length gets, > 0; less where the next strike comes sooner.
 * @param endOf where a note that is never released ends, given its onset.
 * @param repairs counts are added to it.
 * @returns notes in order; each begins at or after its predecessor's end. Cost O(events).
 */
export function pairStrikes(
  events: readonly KeyEvent[],
  minTicks: number,
  endOf: (onsetTick: number) => number,
  repairs: StrikeRepairs,
): Strike[] {
  const first = pairRun(events, 0, 'every');
  const strikes = first.closed;
  addRepairs(repairs, first.repairs);
  if (first.openRunStart !== null) {
    const second = pairRun(events, first.openRunStart, 'first');
    addRepairs(repairs, second.repairs);
    strikes.push(...second.closed);
    if (second.open !== null) {
      strikes.push({ ...second.open, keyUpTick: endOf(second.open.onsetTick) });
      repairs.unreleased += 1;
    }
  }
  return strikes.map((strike, index) => {
    if (strike.keyUpTick > strike.onsetTick) return strike;
    repairs.lengthened += 1;
    const nextTick = strikes[index + 1]?.onsetTick ?? Infinity;
    return { ...strike, keyUpTick: Math.min(strike.onsetTick + minTicks, nextTick) };
  });
}

type Run = {
  /** Notes of all runs that came to an end. */
  readonly closed: Strike[];
  readonly repairs: StrikeRepairs;
  /** Index of the event that began the run that never ended, or null. */
  readonly openRunStart: number | null;
  readonly open: { readonly onsetTick: number; readonly velocity: number } | null;
};

/** A run goes from the first strike of a silent key until all its strikes are released. */
function pairRun(events: readonly KeyEvent[], from: number, rule: ReleaseRule): Run {
  const closed: Strike[] = [];
  const repairs = noStrikeRepairs();
  let open: { onsetTick: number; velocity: number } | null = null;
  let held = 0;
  let runStart = from;
  let closedBeforeRun = 0;
  let repairsBeforeRun = noStrikeRepairs();

  const end = (tick: number): void => {
    if (open !== null) closed.push({ ...open, keyUpTick: tick });
    open = null;
  };
  for (let index = from; index < events.length;) {
    const tick = events[index]?.tick ?? 0;
    const groupStart = index;
    let strikes = 0;
    let releases = 0;
    let velocity = 0;
    for (let event = events[index]; event?.tick === tick; index += 1, event = events[index]) {
      if (event.on) strikes += 1;
      else releases += 1;
      velocity = Math.max(velocity, event.on ? event.velocity : 0);
    }
    // Releases first serve what sounded before this tick, wherever the file puts them.
    const served = Math.min(held, releases);
    held = rule === 'first' && served > 0 ? 0 : held - served;
    if (held === 0) end(tick);
    if (strikes === 0) continue;
    if (held === 0) {
      runStart = groupStart;
      closedBeforeRun = closed.length;
      repairsBeforeRun = { ...repairs };
    }
    if (open !== null) {
      repairs.cut += 1;
      end(tick);
    }
    open = { onsetTick: tick, velocity };
    repairs.merged += strikes - 1;
    held = rule === 'first' ? 1 : held + strikes;
    held -= Math.min(held, strikes, releases - served);
    if (held === 0) end(tick);
  }
  if (open === null || rule === 'first') return { closed, repairs, openRunStart: null, open };
  // The run that never ends is the caller's to read again, from its start.
  closed.length = closedBeforeRun;
  return { closed, repairs: repairsBeforeRun, openRunStart: runStart, open: null };
}

function addRepairs(total: StrikeRepairs, more: StrikeRepairs): void {
  total.merged += more.merged;
  total.cut += more.cut;
  total.unreleased += more.unreleased;
  total.lengthened += more.lengthened;
}
