/**
 * A span of the recording as a grid of bars for other programs: tick 0 is its first sample, the tempo follows the
 * performance, and bars are those of the score. Time before the music becomes whole count-in bars; where the
 * recording jumps in the score, bars follow each other as they are played.
 */
import { buildTempoMap, secToTicks, ticksToSec } from '../music/tempo-map.ts';
import type { TempoMap } from '../music/tempo-map.ts';
import type { KeySignature, TimeSignature } from '../music/score.ts';
import type { ExportSession, SoundingNote } from './export-session.ts';
import { layOutBars } from './daw-bars.ts';
import type { DawBar, PlacedStretch } from './daw-bars.ts';
import { placeStretches } from './place-stretches.ts';
import { scoreStretches } from './score-stretches.ts';
import type { Span } from './score-stretches.ts';
import { temposThrough, thinKnots } from './tempo-knots.ts';

export type DawTimeline = {
  /** The score's, or a multiple of it. */
  readonly ticksPerQuarter: number;
  readonly tempo: TempoMap;
  readonly bars: readonly DawBar[];
  readonly timeSignatures: readonly TimeSignature[];
  readonly keySignatures: readonly KeySignature[];
  readonly stretches: readonly PlacedStretch[];
  /** Seconds of the recording at tick 0. */
  readonly fromSec: number;
  readonly lengthSec: number;
  /** Ticks of the timeline per tick of the score. */
  readonly scale: number;
  /** What could not be as it should, in plain words. */
  readonly remarks: readonly string[];
};

/** At 30 quarters a minute a note then lies within half a millisecond. */
const leastTicksPerQuarter = 1920;

/** Cost O(notes + points of the warp). */
export function dawTimeline(
  session: Pick<ExportSession, 'frame' | 'warp' | 'notes'>,
  span: Span,
): DawTimeline {
  const { frame, warp, notes } = session;
  const scale = Math.max(1, Math.ceil(leastTicksPerQuarter / frame.ticksPerQuarter));
  const ticksPerQuarter = frame.ticksPerQuarter * scale;
  const lengthSec = span.toSec - span.fromSec;
  const placed = placeStretches(frame, scoreStretches(frame, warp, notes, span), scale);
  const lastQuarterSec = placed.endQuarterSec;
  const knots = thinKnots(placed.knots, ticksPerQuarter);
  const tempo = buildTempoMap(ticksPerQuarter, temposThrough(knots, ticksPerQuarter, lastQuarterSec));
  const endTick = Math.ceil(secToTicks(tempo, lengthSec));
  const laid = layOutBars(frame, placed.stretches, scale, endTick);
  return {
    ticksPerQuarter,
    tempo,
    bars: laid.bars.map((bar) => ({ ...bar, sec: ticksToSec(tempo, bar.tick) })),
    timeSignatures: laid.timeSignatures,
    keySignatures: placedKeys(session, placed.stretches, scale),
    stretches: placed.stretches,
    fromSec: span.fromSec,
    lengthSec,
    scale,
    remarks: laid.remarks,
  };
}

/** What 15 bits of a MIDI file's head can say. */
const mostTicksPerQuarter = 0x7fff;
/** Readers, our own among them, take what lies beyond 28 bits for damage. */
const mostTicks = 0x800_0000;

/** The same timeline in the smallest ticks that a MIDI file can have: less than a sample at usual tempos and rates. */
export function finestTimeline(timeline: DawTimeline): DawTimeline {
  const { ticksPerQuarter, tempo, scale } = timeline;
  const endTick = Math.max(1, secToTicks(tempo, timeline.lengthSec));
  const fits = Math.min(mostTicksPerQuarter / ticksPerQuarter, mostTicks / endTick);
  const times = Math.max(1, Math.floor(fits));
  const moved = <T extends { readonly tick: number }>(marks: readonly T[]): T[] =>
    marks.map((mark) => ({ ...mark, tick: mark.tick * times }));
  return {
    ...timeline,
    ticksPerQuarter: ticksPerQuarter * times,
    tempo: buildTempoMap(ticksPerQuarter * times, moved(tempo.changes)),
    bars: moved(timeline.bars),
    timeSignatures: moved(timeline.timeSignatures),
    keySignatures: moved(timeline.keySignatures),
    stretches: timeline.stretches.map((stretch) => ({
      ...stretch,
      tick: stretch.tick * times,
      ticks: stretch.ticks * times,
      gap: stretch.gap * times,
    })),
    scale: scale * times,
  };
}

/** @param sec of the recording */
export function tickOfSec(timeline: DawTimeline, sec: number): number {
  return Math.max(0, secToTicks(timeline.tempo, sec - timeline.fromSec));
}

/** Where the score has a note, in the stretch in which it sounds; a drawn note lies where it sounds. Not rounded. */
export function ticksOfNote(timeline: DawTimeline, note: SoundingNote): { onset: number; end: number } {
  const { score } = note;
  const heard = note.onsetSec - timeline.fromSec;
  let best: { onset: number; apart: number } | undefined;
  if (score !== null) {
    for (const { tick, scoreTick, ticks } of timeline.stretches) {
      const onset = tick + (score.onsetTick - scoreTick) * timeline.scale;
      if (onset < tick || onset >= tick + ticks) continue;
      const apart = Math.abs(ticksToSec(timeline.tempo, onset) - heard);
      if (best === undefined || apart < best.apart) best = { onset, apart };
    }
  }
  if (score === null || best === undefined) {
    return { onset: tickOfSec(timeline, note.onsetSec), end: tickOfSec(timeline, note.offsetSec) };
  }
  return { onset: best.onset, end: best.onset + (score.keyUpTick - score.onsetTick) * timeline.scale };
}

/** The key at the start of every stretch, and its changes within. */
function placedKeys(
  { frame }: Pick<ExportSession, 'frame'>,
  stretches: readonly PlacedStretch[],
  scale: number,
): KeySignature[] {
  const sorted = [...frame.keySignatures].sort((a, b) => a.tick - b.tick);
  const keys = stretches.flatMap(({ tick, scoreTick, ticks }, index): KeySignature[] => {
    const initial = sorted.filter((key) => key.tick <= scoreTick).at(-1);
    const inner = sorted.filter((key) => key.tick > scoreTick && key.tick < scoreTick + ticks / scale);
    return [
      ...(initial === undefined ? [] : [{ ...initial, tick: index === 0 ? 0 : tick }]),
      ...inner.map((key) => ({ ...key, tick: tick + (key.tick - scoreTick) * scale })),
    ];
  });
  return keys.filter((key, i) => {
    const last = keys[i - 1];
    return last === undefined || last.fifths !== key.fifths || last.minor !== key.minor;
  });
}
