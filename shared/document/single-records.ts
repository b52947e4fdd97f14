/** Records that a document has once: table 'single', the id says which. */
import type { WarpPoint } from '../music/alignment.ts';
import type { KeySignature, ScoreTrack, TempoChange, TimeSignature } from '../music/score.ts';
import type { FileReference } from './file-reference.ts';
import type { MethodName, MethodOverrides } from './method-overrides.ts';

export type ProjectRecord = {
  readonly id: 'project';
  readonly name: string;
  /** The training that is listened to; null before the first. */
  readonly activeVersionId: string | null;
};

export type RecordingRecord = {
  readonly id: 'recording';
  readonly file: FileReference;
  readonly sampleRate: number;
  readonly channels: number;
  readonly lengthSamples: number;
};

/** All of a score but its notes and parts. */
export type ScoreRecord = {
  readonly id: 'score';
  readonly file: FileReference;
  readonly ticksPerQuarter: number;
  readonly tracks: readonly ScoreTrack[];
  readonly tempoChanges: readonly TempoChange[];
  readonly timeSignatures: readonly TimeSignature[];
  readonly keySignatures: readonly KeySignature[];
  /** Seconds of score time. */
  readonly durationSec: number;
  readonly repairs: readonly string[];
};

/** The alignment but for its notes. Without this record score time is the recording's time. */
export type AlignmentRecord = {
  readonly id: 'alignment';
  /** See `Alignment.warp`. */
  readonly warp: readonly WarpPoint[];
  readonly tuningCents: number;
  readonly transposeSemitones: number;
  readonly musicFromSec: number;
  readonly musicToSec: number;
};

/** What the next training is told. */
export type ModelRecord = {
  readonly id: 'model';
  readonly method: MethodName;
  readonly seed: number;
  readonly overrides: MethodOverrides;
};

export type LoopRecord = {
  readonly id: 'loop';
  readonly fromSec: number;
  readonly toSec: number;
  readonly isOn: boolean;
};

export type Singles = {
  readonly project: ProjectRecord;
  readonly recording: RecordingRecord;
  readonly score: ScoreRecord;
  readonly alignment: AlignmentRecord;
  readonly model: ModelRecord;
  readonly loop: LoopRecord;
};

export const singleNames = ['project', 'recording', 'score', 'alignment', 'model', 'loop'] as const;
export type SingleName = (typeof singleNames)[number];
export type SingleRecord<K extends SingleName = SingleName> = Singles[K];
