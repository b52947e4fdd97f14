/** Bars and beats of the score where they sound in the recording, thinned to what can be told apart. */
import { partitionPoint } from '../../shared/std/partition-point.ts';
import { endSec } from './roll-view.ts';
import type { RollView } from './roll-view.ts';

export type AudioBeat = {
  readonly sec: number;
  /** From 1. */
  readonly bar: number;
  /** From 1. */
  readonly beat: number;
};

export type BeatLine = AudioBeat & { readonly isBar: boolean };

const leastBeatPx = 14;
const leastBarPx = 7;
const mostLines = 2000;

/**
 * Which lines are drawn: 0 is every beat, where these are far enough apart on the average of the view; else every
 * first, second, fourth, ... bar. Cost O(log beats), O(beats of the view) where not all are drawn.
 * @param beats by time
 */
export function beatThinning(view: RollView, beats: readonly AudioBeat[]): number {
  const { first, end } = beatsWithin(view, beats);
  if (end - first <= Math.min(view.widthPx / leastBeatPx, mostLines)) return 0;
  let bars = 0;
  for (let index = first; index < end; index++) if (beats[index]!.beat === 1) bars += 1;
  return powerOfTwoAbove((bars * leastBarPx) / Math.max(view.widthPx, 1));
}

/** The lines to draw, by time. @param beats by time */
export function visibleBeats(view: RollView, beats: readonly AudioBeat[]): BeatLine[] {
  const { first, end } = beatsWithin(view, beats);
  const shown = beats.slice(first, end);
  const every = beatThinning(view, beats);
  if (every === 0) return shown.map(asLine);
  return shown.filter(({ bar, beat }) => beat === 1 && (bar - 1) % every === 0).map(asLine);
}

function beatsWithin(
  view: RollView,
  beats: readonly AudioBeat[],
): { readonly first: number; readonly end: number } {
  const first = partitionPoint(beats.length, (index) => beats[index]!.sec < view.startSec);
  const end = partitionPoint(beats.length, (index) => beats[index]!.sec <= endSec(view));
  return { first, end };
}

/** Bars whose numbers have room beside each other. */
export function labelledBars(view: RollView, lines: readonly BeatLine[], labelPx: number): BeatLine[] {
  const bars = lines.filter(({ isBar }) => isBar);
  const every = powerOfTwoAbove((bars.length * labelPx) / Math.max(view.widthPx, 1));
  return bars.filter(({ bar }) => (bar - 1) % every === 0);
}

/** The beat that sounds at a time, and how far into it: [beat, share]. Null before the first. */
export function beatAt(beats: readonly AudioBeat[], sec: number): { beat: AudioBeat; share: number } | null {
  const index = partitionPoint(beats.length, (i) => beats[i]!.sec <= sec) - 1;
  const beat = beats[index];
  if (beat === undefined) return null;
  const next = beats[index + 1];
  const share = next === undefined ? 0 : (sec - beat.sec) / Math.max(next.sec - beat.sec, 1e-6);
  return { beat, share };
}

/** The beat, or the half or quarter of one, that is nearest to a time; the time itself without beats. */
export function snapToBeat(beats: readonly AudioBeat[], sec: number, divisions: number): number {
  const at = partitionPoint(beats.length, (i) => beats[i]!.sec <= sec);
  const before = beats[at - 1];
  const after = beats[at];
  if (before === undefined || after === undefined) {
    const edge = before ?? after;
    return edge !== undefined && Math.abs(edge.sec - sec) < 0.25 ? edge.sec : sec;
  }
  const share = (sec - before.sec) / Math.max(after.sec - before.sec, 1e-6);
  return before.sec + (Math.round(share * divisions) / divisions) * (after.sec - before.sec);
}

function asLine(beat: AudioBeat): BeatLine {
  return { ...beat, isBar: beat.beat === 1 };
}

function powerOfTwoAbove(value: number): number {
  let power = 1;
  while (power < value) power *= 2;
  return power;
}
