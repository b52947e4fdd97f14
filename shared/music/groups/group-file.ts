/**
 * A selection file, parsed: groups in the file's order. Within one selection the fields are AND-ed
 * and the entries of one field OR-ed; the selections of a group are OR-ed.
 */
export type GroupFile = { readonly groups: readonly GroupFileEntry[] };

export type GroupFileEntry = { readonly name: string; readonly select: readonly NoteSelection[] };

export type NoteSelection = {
  /** Tracks, counted from 1 as in `divisi info`, or by name. */
  readonly tracks?: readonly (number | string)[];
  /** Channels as people count them, 1..16. */
  readonly channels?: readonly number[];
  /** General MIDI programs, 1..128 as people count them, or instrument or family names. */
  readonly instruments?: readonly (number | string)[];
  /** Inclusive ranges of MIDI pitch. */
  readonly pitches?: readonly PitchRange[];
  /** Onsets in [start, end) seconds of score time. */
  readonly timesSec?: readonly (readonly [startSec: number, endSec: number])[];
  /** Note ids, `t<track>n<index>`. */
  readonly notes?: readonly string[];
};

export type PitchRange = { readonly lowMidi: number; readonly highMidi: number };
