/**
 * What an export starts from: a piece whose groups are separated, as plain data. It is made from a project, or
 * from the files of one separation.
 */
import type { WarpPoint } from '../music/alignment.ts';
import type { KeySignature, PedalChange, TempoChange, TimeSignature } from '../music/score.ts';

/** A fader as the mixer shows it. */
export type FaderState = {
  /** -Infinity is silence. */
  readonly gainDb: number;
  /** -1 (left) to 1 (right) */
  readonly pan: number;
  readonly isMuted: boolean;
  readonly isSoloed: boolean;
};

export type ExportTrack = {
  readonly name: string;
  /** 'rest' has notes of no group, 'background' what no note explains, 'residual' what no mask took. */
  readonly kind: 'group' | 'rest' | 'background' | 'residual';
  /** '#rrggbb' */
  readonly colour: string;
  /** Absolute path of the separated sound: the recording's length, rate and channels. */
  readonly file: string;
  /** Ids of notes; empty for what has none. */
  readonly noteIds: readonly string[];
  readonly fader: FaderState;
};

/** One note as it sounds; a note that a repeat sounds twice appears twice. */
export type SoundingNote = {
  readonly id: string;
  /** 1 for the first time that the note sounds, 2 for the second, ... */
  readonly visit: number;
  readonly pitchMidi: number;
  /** 1..127 */
  readonly velocity: number;
  /** 0..15 */
  readonly channel: number;
  /** 0..127 */
  readonly program: number;
  /** Seconds of the recording. */
  readonly onsetSec: number;
  /** End of the sound; > onsetSec. */
  readonly offsetSec: number;
  /** Where the score has it; null for a note that a person drew. */
  readonly score: { readonly onsetTick: number; readonly keyUpTick: number } | null;
};

/** Tempo and metre of the score; ticks are the score's. */
export type ScoreFrame = {
  readonly ticksPerQuarter: number;
  readonly tempoChanges: readonly TempoChange[];
  readonly timeSignatures: readonly TimeSignature[];
  readonly keySignatures: readonly KeySignature[];
};

export type SessionMarker = {
  /** Seconds of the recording. */
  readonly sec: number;
  readonly name: string;
};

/** Seconds before and after onset and sound to which a note's labels reach. */
export type NoteTolerance = {
  readonly onsetBeforeSec: number;
  readonly onsetAfterSec: number;
  readonly sustainBeforeSec: number;
  readonly sustainAfterSec: number;
};

export type ExportSession = {
  /** First part of every file name. */
  readonly piece: string;
  readonly recording: {
    /** Absolute path. */
    readonly path: string;
    readonly sampleRate: number;
    readonly channels: number;
    readonly lengthSamples: number;
  };
  /** Groups in their order, then the others. All together sum to the recording. */
  readonly tracks: readonly ExportTrack[];
  readonly masterGainDb: number;
  readonly frame: ScoreFrame;
  /** By onset. */
  readonly notes: readonly SoundingNote[];
  /** By channel and tick, ticks of the score. */
  readonly pedals: readonly PedalChange[];
  /** See `Alignment.warp`; empty where score time is the recording's time. */
  readonly warp: readonly WarpPoint[];
  readonly markers: readonly SessionMarker[];
  /** Seconds of the recording; toSec > fromSec. */
  readonly loop: { readonly fromSec: number; readonly toSec: number } | null;
  /** By note id; other notes have `defaultTolerance`. */
  readonly tolerances: Readonly<Record<string, NoteTolerance>>;
  readonly defaultTolerance: NoteTolerance;
};
