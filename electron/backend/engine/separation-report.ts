/** What a separation did: the object that `divisi separate --json` prints. */
import type { MethodName } from './model/method-overrides.ts';

export type StemReport = {
  /** Name of the group; 'rest' and 'residual' for the other two kinds. */
  readonly group: string;
  readonly kind: 'group' | 'rest' | 'residual';
  /** Absolute path of the written file. */
  readonly file: string;
  /** Notes of the group within the separated span; 0 for the residual. */
  readonly notes: number;
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
   * 'not applicable' when the set is incomplete. Finite: an exact null reads -300.
   */
  readonly nullDepthDb: number | 'not applicable';
  readonly seconds: {
    readonly decode: number;
    readonly labels: number;
    readonly train: number;
    readonly separate: number;
    readonly write: number;
    readonly total: number;
  };
  /** Total seconds / durationSec. */
  readonly realTimeFactor: number;
  readonly peakRssMb: number;
  readonly epochs: number;
  readonly seed: number;
};
