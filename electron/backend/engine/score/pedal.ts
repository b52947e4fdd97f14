/**
 * The sustain pedal as sounding length: a note whose key goes up while the pedal is down sounds until
 * the pedal lifts, or until its pitch is struck again on its channel.
 *
 * A pedal that goes down at the very tick of the key's release comes too late to hold the note, and a
 * pedal that lifts at that tick lets it go: that is what "lift, change harmony, press" means, and how
 * synthesisers play it.
 */
import type { PedalChange } from '../../../../shared/music/score.ts';
import { partitionPoint } from '../../../../shared/std/partition-point.ts';
import type { ChannelKey, ChannelTimelines } from './own-tracks.ts';

export type PedalledNote = {
  readonly channelKey: ChannelKey;
  readonly program: number;
  readonly pitchMidi: number;
  readonly onsetTick: number;
  readonly keyUpTick: number;
};

export type Sounding = {
  /** When each note stops sounding, in the order of the notes. */
  readonly offsetTicks: readonly number[];
  /** Notes whose pedal never lifts: they end with the score's last key. */
  readonly neverLifted: number;
  /** Programs whose pedal, written on one channel, was applied to other channels. */
  readonly sharedPrograms: readonly number[];
};

/** [downTick, upTick) spans, apart and in order; upTick is Infinity where the pedal stays down. */
type PedalSpans = readonly (readonly [downTick: number, upTick: number])[];

/** General MIDI 0..7: instruments with two hands and one pedal. */
const lastKeyboardProgram = 7;

/** Cost O((notes + pedal events) log). */
export function soundingOffsets(
  notes: readonly PedalledNote[],
  pedals: ChannelTimelines['pedals'],
  programAt: (channel: ChannelKey, tick: number) => number,
): Sounding {
  const spans = new Map([...pedals].map(([channel, events]) => [channel, pedalSpans(events)]));
  const shared = sharedPedals(pedals, programAt);
  const strikes = strikeTicks(notes);
  const lastKeyUp = notes.reduce((latest, note) => Math.max(latest, note.keyUpTick), 0);
  const sharedPrograms = new Set<number>();
  let neverLifted = 0;

  const offsetTicks = notes.map((note) => {
    const sharedChannel = shared.get(note.program);
    const channel = sharedChannel ?? note.channelKey;
    const span = spanAt(spans.get(channel) ?? [], note.keyUpTick);
    if (span === undefined) return note.keyUpTick;
    if (channel !== note.channelKey) sharedPrograms.add(note.program);
    const next = firstAtOrAfter(strikes.get(strikeKey(note)) ?? [], note.keyUpTick);
    const end = Math.min(span[1], next);
    if (end !== Infinity) return end;
    neverLifted += 1;
    return Math.max(lastKeyUp, note.keyUpTick);
  });
  return { offsetTicks, neverLifted, sharedPrograms: [...sharedPrograms].sort((a, b) => a - b) };
}

/** The pedals that hold the notes, as written, under the channels of the notes. By channel and tick. */
export function pedalChanges(
  notes: readonly Pick<PedalledNote, 'channelKey' | 'program'>[],
  pedals: ChannelTimelines['pedals'],
  programAt: (channel: ChannelKey, tick: number) => number,
): PedalChange[] {
  const shared = sharedPedals(pedals, programAt);
  const sources = new Map<number, ChannelKey>();
  for (const { channelKey, program } of notes) {
    const channel = channelKey % 16;
    if (!sources.has(channel)) sources.set(channel, shared.get(program) ?? channelKey);
  }
  return [...sources]
    .sort(([a], [b]) => a - b)
    .flatMap(([channel, source]) =>
      (pedals.get(source) ?? []).map(({ tick, value }) => ({ channel, tick, value })),
    );
}

/**
 * A keyboard instrument whose pedal is written on one channel only (often that of the left hand, or
 * of a staff without notes) has one pedal for all its channels. Two channels with pedals of their own
 * are two instruments, or the same pedal written twice: both are right without sharing.
 */
function sharedPedals(
  pedals: ChannelTimelines['pedals'],
  programAt: (channel: ChannelKey, tick: number) => number,
): ReadonlyMap<number, ChannelKey> {
  const channelsOf = new Map<number, Set<ChannelKey>>();
  for (const [channel, events] of pedals) {
    for (const event of events) {
      if (!event.down) continue;
      const program = programAt(channel, event.tick);
      if (program > lastKeyboardProgram) continue;
      const channels = channelsOf.get(program) ?? new Set();
      channelsOf.set(program, channels.add(channel));
    }
  }
  const shared = new Map<number, ChannelKey>();
  for (const [program, channels] of channelsOf) {
    const [only, ...others] = channels;
    if (only !== undefined && others.length === 0) shared.set(program, only);
  }
  return shared;
}

function pedalSpans(events: readonly { readonly tick: number; readonly down: boolean }[]): PedalSpans {
  const spans: [number, number][] = [];
  let downTick: number | null = null;
  for (const { tick, down } of events) {
    if (down) downTick ??= tick;
    else if (downTick !== null) {
      if (tick > downTick) spans.push([downTick, tick]);
      downTick = null;
    }
  }
  if (downTick !== null) spans.push([downTick, Infinity]);
  return spans;
}

/** The span that is under way at the tick: begun before it, not over at it. */
function spanAt(spans: PedalSpans, tick: number): readonly [number, number] | undefined {
  const index = partitionPoint(spans.length, (i) => (spans[i]?.[1] ?? Infinity) <= tick);
  const span = spans[index];
  return span !== undefined && span[0] < tick ? span : undefined;
}

function strikeTicks(notes: readonly PedalledNote[]): ReadonlyMap<number, readonly number[]> {
  const ticks = new Map<number, number[]>();
  for (const note of notes) {
    const list = ticks.get(strikeKey(note));
    if (list === undefined) ticks.set(strikeKey(note), [note.onsetTick]);
    else list.push(note.onsetTick);
  }
  for (const list of ticks.values()) list.sort((a, b) => a - b);
  return ticks;
}

function strikeKey(note: PedalledNote): number {
  return note.channelKey * 128 + note.pitchMidi;
}

function firstAtOrAfter(sorted: readonly number[], tick: number): number {
  return sorted[partitionPoint(sorted.length, (i) => (sorted[i] ?? Infinity) < tick)] ?? Infinity;
}
