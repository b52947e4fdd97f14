/** A score as every part of Divisi sees it: notes in seconds of score time, with their origin. */

/** One note. `offsetSec` is when it stops sounding: key up, or later where a pedal holds it. */
export type ScoreNote = {
  /** Stable within one file: `t<track>n<note>`, both counted from 1, notes by (onset, pitch) in their track. */
  readonly id: string;
  /** Index into {@link Score.tracks}: the file's own tracks, in the file's order. */
  readonly track: number;
  /** MIDI channel, 0..15 (9 is percussion). */
  readonly channel: number;
  /** General MIDI program, 0..127, in force at the onset. */
  readonly program: number;
  readonly pitchMidi: number;
  readonly onsetTick: number;
  readonly keyUpTick: number;
  readonly onsetSec: number;
  readonly keyUpSec: number;
  readonly offsetSec: number;
  /** 1..127 */
  readonly velocity: number;
};

export type ScoreTrack = {
  readonly index: number;
  /** The file's track name, or `Track <n>` counted from 1. */
  readonly name: string;
  readonly noteCount: number;
};

export type TempoChange = { readonly tick: number; readonly sec: number; readonly microsPerQuarter: number };
export type TimeSignature = {
  readonly tick: number;
  readonly numerator: number;
  readonly denominator: number;
};
export type KeySignature = { readonly tick: number; readonly fifths: number; readonly minor: boolean };

/** The sustain pedal of a channel from this tick on: 0 up, 64 and more down, 127 all the way. */
export type PedalChange = { readonly channel: number; readonly tick: number; readonly value: number };

export type Score = {
  /** Sorted by (onsetTick, pitchMidi, track). */
  readonly notes: readonly ScoreNote[];
  readonly tracks: readonly ScoreTrack[];
  readonly ticksPerQuarter: number;
  readonly tempoChanges: readonly TempoChange[];
  readonly timeSignatures: readonly TimeSignature[];
  readonly keySignatures: readonly KeySignature[];
  /** Of every channel that has notes, by channel and tick. */
  readonly pedals: readonly PedalChange[];
  /** Latest offset of any note. */
  readonly durationSec: number;
  /** What was repaired while reading, in plain words ("3 notes were never released: ..."). */
  readonly repairs: readonly string[];
};
