/** What jobs are asked and what they answer. Resources are paths below the engine's address. */
import type { VisitRef } from '../document/edits/note-visits.ts';
import type { TableName } from '../document/records.ts';
import type { OfProject } from './project-calls.ts';

export type PeaksAnswer = {
  /** One level after another, each [bins, channels, 2] int16, little endian: least and greatest, 32767 full scale. */
  readonly resource: string;
  /** The finest first. */
  readonly levels: readonly {
    readonly samplesPerBin: number;
    readonly bins: number;
    readonly offsetBytes: number;
  }[];
  readonly sampleRate: number;
  readonly channels: number;
  readonly lengthSamples: number;
  /** The samples themselves: float32, little endian, channels interleaved. */
  readonly samples: string;
};

export type TilesParams = OfProject & { readonly fromSec: number; readonly toSec: number };

export type TilesAnswer = {
  /** Frames of a tile, one byte for every pitch row; the last tile is shorter. */
  readonly tileFrames: number;
  readonly hopSec: number;
  /** Rows of a frame, the lowest first. */
  readonly rows: number;
  readonly lowestMidi: number;
  readonly rowsPerSemitone: number;
  /** Level of byte 0 and of byte 255, dB of full scale. */
  readonly floorDb: number;
  readonly ceilingDb: number;
  readonly tiles: readonly { readonly index: number; readonly resource: string }[];
};

/** Tones of a sampled piano at the recording's rate; null where its samples are not on this machine. */
export type PianoAnswer = {
  readonly piano: null | {
    /** One tone after another, 16-bit integers, little endian, one channel; each begins with its attack. */
    readonly resource: string;
    readonly tones: readonly {
      readonly pitchMidi: number;
      readonly offsetFrames: number;
      readonly lengthFrames: number;
    }[];
    /** Whom to thank for them. */
    readonly attribution: string;
  };
};

export type AlignParams = OfProject & {
  /** 'chords', or the paper's 'dtw'. */
  readonly aligner: 'chords' | 'dtw';
  /** Only what lies between changed anchors, where there is an alignment. */
  readonly isPartial: boolean;
  /** Only what lies between the anchors around this stretch of the recording, changed or not. */
  readonly spanSec?: { readonly fromSec: number; readonly toSec: number };
};

export type AlignAnswer =
  | { readonly kind: 'applied'; readonly revision: number }
  /** What it was computed from changed meanwhile; nothing has happened. */
  | { readonly kind: 'outdated'; readonly changed: readonly TableName[] };

export type TrainParams = OfProject & {
  /** 'warm' goes on from the version that is listened to, where its weights fit. */
  readonly from: 'scratch' | 'warm';
  /** Null takes 'Training <n>'. */
  readonly name: string | null;
};

/**
 * 'rest' halts a training after the pass that it is in, 'go-on' lets it go on as if nothing had been; 'finish' ends it
 * after that pass, with what it has learnt as a version.
 */
export const trainingCourses = ['rest', 'go-on', 'finish'] as const;
export type TrainingCourse = (typeof trainingCourses)[number];

export type SteerParams = OfProject & { readonly job: string; readonly course: TrainingCourse };

export type TrainAnswer = {
  readonly versionId: string;
  readonly revision: number;
  readonly isWarm: boolean;
  readonly remarks: readonly string[];
};

/** Of the document as it is. */
export type ForecastAnswer = {
  /** Null where the method cannot be used on this recording. */
  readonly scratchSec: number | null;
  /** Going on from the version that is listened to; null where that is not possible. */
  readonly warmSec: number | null;
  /** By the last training of this kind on this machine; else the speed is an assumption. */
  readonly isMeasured: boolean;
};

export type PreviewParams = OfProject & {
  readonly fromSec: number;
  readonly toSec: number;
  /** Group ids, 'rest', 'residual', and 'selection' with `notes`; null for all. */
  readonly stems: readonly string[] | null;
  /** Soundings that make a stem of their own, 'selection', taken out of their groups. */
  readonly notes?: readonly VisitRef[];
};

export type StemResource = { readonly stem: string; readonly resource: string };

export type PreviewAnswer = {
  readonly startSample: number;
  readonly endSample: number;
  readonly stems: readonly StemResource[];
  /** Passes of the running training that is heard; null for a finished one. */
  readonly epoch: number | null;
};

export type RenderParams = OfProject & { readonly versionId: string };

export type RenderAnswer = {
  readonly stems: readonly StemResource[];
  /** Seconds of the recording that had to be rendered; 0 for stems that were there, which come at once. */
  readonly renderedSec: number;
};

export type ActivityParams = OfProject & {
  /** Null is the running training, after its next pass. */
  readonly versionId: string | null;
};

/** A NumPy file, [frames, classes] float32. */
export type ActivityAnswer = {
  readonly resource: string;
  readonly hopSec: number;
  readonly classes: readonly { readonly part: number; readonly pitchMidi: number }[];
};
