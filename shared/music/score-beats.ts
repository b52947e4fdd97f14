/** The bars and beats of a score, by its time signatures. */
import type { Score } from './score.ts';

export type ScoreBeat = {
  readonly tick: number;
  /** From 1. */
  readonly bar: number;
  /** From 1, in units of the signature's denominator. */
  readonly beat: number;
};

/** What the MIDI standard assumes until a file says otherwise. */
const commonTime = { tick: 0, numerator: 4, denominator: 4 };
/** Files with absurd signatures get no more beats than this. */
const mostBeats = 200_000;

/**
 * From tick 0 up to the first beat at or after `endTick`. A signature that changes within a bar begins a new one.
 */
export function scoreBeats(
  { ticksPerQuarter, timeSignatures }: Pick<Score, 'ticksPerQuarter' | 'timeSignatures'>,
  endTick: number,
): ScoreBeat[] {
  const signatures = [...timeSignatures].sort((a, b) => a.tick - b.tick);
  if (signatures[0]?.tick !== 0) signatures.unshift(commonTime);
  const beats: ScoreBeat[] = [];
  let bar = 0;
  signatures.forEach(({ tick: startTick, numerator, denominator }, index) => {
    const next = signatures[index + 1]?.tick ?? Infinity;
    const beatTicks = (4 * ticksPerQuarter) / denominator;
    for (let n = 0; beats.length < mostBeats; n++) {
      const tick = startTick + n * beatTicks;
      const isPast = tick >= next || (beats.length > 0 && beats.at(-1)!.tick >= endTick);
      if (isPast) break;
      const beat = (n % numerator) + 1;
      if (beat === 1) bar++;
      beats.push({ tick, bar, beat });
    }
  });
  return beats;
}

/** Tick of the last key's release. */
export function lastTick({ notes }: Pick<Score, 'notes'>): number {
  return notes.reduce((latest, { keyUpTick }) => Math.max(latest, keyUpTick), 0);
}
