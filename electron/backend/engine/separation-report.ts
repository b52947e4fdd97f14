/** What a separation did: the object that `divisi separate --json` prints. */
import type { Alignment } from '../../../shared/music/alignment.ts';
import type { LossPoint } from './model/learned-representation.ts';
import type { MethodName } from '../../../shared/document/method-overrides.ts';
import type { MethodSettings } from './model/method-settings.ts';

export type StemReport = {
  /** Name of the group; 'rest' and 'residual' for the other two kinds. */
  readonly group: string;
  readonly kind: 'group' | 'rest' | 'residual';
  /** Absolute path of the written file. */
  readonly file: string;
  /** Notes of the group within the separated span; 0 for the residual. */
  readonly notes: number;
};

export type AlignmentSummary = Pick<
  Alignment,
  'tuningCents' | 'transposeSemitones' | 'doubtful' | 'unplayed'
> & {
  readonly aligner: string;
  readonly medianConfidence: number;
  /** Whether the labels' tolerances come from the notes' confidence. */
  readonly autoTolerance: boolean;
};

export type SeparationReport = {
  readonly recording: string;
  readonly score: string;
  readonly method: MethodName;
  /** The tensor backend that ran: 'native', 'wasm' or 'cpu'. */
  readonly backend: string;
  readonly sampleRate: number;
  readonly channels: number;
  /** Length of the separated span. */
  readonly durationSec: number;
  /** In the order of the groups, then rest, then residual; only stems that hold anything. */
  readonly stems: readonly StemReport[];
  /**
   * RMS of (recording - sum of the stems as read back from disk) relative to the recording's RMS;
   * 'not applicable' when the set is incomplete. Finite: an exact null reads -200.
   */
  readonly nullDepthDb: number | 'not applicable';
  readonly seconds: {
    /** Reading the recording and transforming it. */
    readonly decode: number;
    readonly align: number;
    readonly labels: number;
    readonly train: number;
    /** Masks and inverse transforms. */
    readonly separate: number;
    /** Waiting for the disk, and reading the stems back. */
    readonly write: number;
    readonly total: number;
  };
  /** How score and recording were brought together; null where the score's times were taken. */
  readonly alignment: AlignmentSummary | null;
  /** Total seconds / durationSec. */
  readonly realTimeFactor: number;
  readonly peakRssMb: number;
  readonly epochs: number;
  readonly seed: number;
  /** Defaults and overrides as they ran. */
  readonly settings: MethodSettings;
  /** The first layer's training. */
  readonly lossCurve: readonly LossPoint[];
  /** What training and labels want known. */
  readonly remarks: readonly string[];
  /** The file of the trained activity and what its columns hold; null when none was asked for. */
  readonly activity: { readonly file: string; readonly columns: readonly string[] } | null;
};
