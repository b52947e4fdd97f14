/** What every method is trained on. */
import type { LearnedRepresentation, LossPoint } from './learned-representation.ts';
import type { MagnitudeBands } from './magnitude-bands.ts';
import type { TrainingStart } from './training-start.ts';
import type { UnitTable } from '../../../../shared/labels/unit-table.ts';

export type TrainingInput = {
  /** V, [frames, bands] flattened, >= 0: magnitudes summed over the bins of each band. */
  readonly magnitudes: Float32Array;
  readonly frames: number;
  readonly bands: MagnitudeBands;
  /** L, [frames, units] flattened, 0 or 1. */
  readonly labels: Uint8Array;
  readonly unitTable: UnitTable;
  readonly hopSec: number;
  /** Cents above A4 = 440 Hz. */
  readonly tuningCents: number;
  readonly seed: number;
  /** What a training of nearly these labels left, carried over; methods that have no use for it begin anew. */
  readonly start?: TrainingStart;
};

export type TrainingHooks = {
  readonly signal: AbortSignal;
  /** fraction 0..1 of this training, detail for people. */
  onProgress(fraction: number, detail: string): void;
  /**
   * Called after every epoch, and waited for; `snapshot` gives the representation as it is then, the caller's to dispose
   * of. Its time does not count as training.
   */
  onCheckpoint?(point: LossPoint, snapshot: () => LearnedRepresentation): void | Promise<void>;
  /** Asked after every epoch: true ends the training with what it has learnt. */
  isEnough?(): boolean;
  /** Every point of the loss curve as soon as it is known. */
  onLoss?(point: LossPoint): void;
  /** The representation also saves what only a later training needs. */
  readonly keepsStart?: boolean;
};
