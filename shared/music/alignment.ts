/** Where a score sounds in a recording: what an aligner finds, and what a person pins. Plain data. */

/** One note as it sounds. A note that a repeat sounds twice appears twice, with `visit` 1 and 2. */
export type AlignedNote = {
  /** The score note's id. */
  readonly id: string;
  /** 1 for the first time that this note sounds, 2 for the second, ... */
  readonly visit: number;
  /** Seconds of the recording. */
  readonly onsetSec: number;
  /** End of the sound, pedal included; > onsetSec. */
  readonly offsetSec: number;
  /** 0 (a guess) to 1 (certain): how far the onset can be trusted. */
  readonly confidence: number;
};

/** A pair of times that belong together: [score seconds, recording seconds]. */
export type WarpPoint = readonly [scoreSec: number, audioSec: number];

export const doubtReasons = [
  'silence',
  'not-in-score',
  'not-played',
  'repeated',
  'tempo-jump',
  'weak-evidence',
] as const;
export type DoubtReason = (typeof doubtReasons)[number];

/** A stretch of the recording that a person should look at. */
export type DoubtfulSegment = {
  readonly fromSec: number;
  readonly toSec: number;
  readonly reason: DoubtReason;
};

export type Alignment = {
  /** By onset, then pitch; notes that are not played are left out. */
  readonly notes: readonly AlignedNote[];
  /** Ids of score notes that the recording leaves out (a repeat not taken, a cut). */
  readonly unplayed: readonly string[];
  /**
   * Piecewise linear, audio times rising. Score times rise too, but for jumps: where a section is played
   * again or left out, two points follow each other less than a millisecond of audio apart.
   */
  readonly warp: readonly WarpPoint[];
  /** The recording's tuning against A4 = 440 Hz, cents, -50..50. */
  readonly tuningCents: number;
  /** Semitones from the score's pitches up to the recording's; 0 when they agree. */
  readonly transposeSemitones: number;
  /** The music's first onset and its last sound; outside is lead-in and tail. */
  readonly musicFromSec: number;
  readonly musicToSec: number;
  readonly doubtful: readonly DoubtfulSegment[];
};

/** What a person says about the alignment; it is obeyed exactly. */
export type AlignmentPins = {
  /** The path passes through every one. */
  readonly anchors: readonly WarpPoint[];
  /** Stretches of the recording that hold none of the score (speech, applause), seconds. */
  readonly skips: readonly { readonly fromSec: number; readonly toSec: number }[];
};
