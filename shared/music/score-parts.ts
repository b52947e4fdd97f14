/**
 * Parts of a score: one player's line as the file writes it, (track, channel, program). A class of the
 * label matrix is a part and a pitch.
 */
import { decaysAfterOnset } from './general-midi.ts';
import type { Score } from './score.ts';

/** What labels and templates know of an instrument. */
export type InstrumentTraits = {
  /**
   * Parts with the same key are played on the same kind of instrument, so that they may share one
   * spectrum per pitch.
   */
  readonly instrumentKey: string;
  /** The instrument's tones decay once struck (keyboards without organs, plucked strings, mallets). */
  readonly decays: boolean;
};

export type ScorePart = InstrumentTraits & {
  /** Index in {@link ScoreParts.parts}. */
  readonly index: number;
  /** Index into the score's tracks. */
  readonly track: number;
  /** 0..15 */
  readonly channel: number;
  /** 0..127 */
  readonly program: number;
};

export type ScoreParts = {
  /** In the order of track, channel, program. */
  readonly parts: readonly ScorePart[];
  /** Index into `parts` for every note of the score, in its order. */
  readonly partOfNote: Int32Array;
};

/** Cost O(notes). */
export function partsOf(score: Score): ScoreParts {
  const keys = score.notes.map(({ track, channel, program }) => (track * 16 + channel) * 128 + program);
  const sorted = [...new Set(keys)].sort((a, b) => a - b);
  const indexOf = new Map(sorted.map((key, index) => [key, index]));
  return {
    parts: sorted.map((key, index) => {
      const program = key % 128;
      const channel = Math.floor(key / 128) % 16;
      const track = Math.floor(key / (128 * 16));
      return { index, track, channel, program, ...instrumentTraits(program) };
    }),
    partOfNote: Int32Array.from(keys, (key) => indexOf.get(key) ?? 0),
  };
}

/** @param program General MIDI, 0..127 */
export function instrumentTraits(program: number): InstrumentTraits {
  return { instrumentKey: `gm${program}`, decays: decaysAfterOnset(program) };
}
