/** What a running separation talks to. */
import type { Tensors } from '../native/load-tensorflow.ts';

export const separationPhases = ['decode', 'align', 'labels', 'train', 'separate', 'write', 'check'] as const;
export type SeparationPhase = (typeof separationPhases)[number];

export type SeparationProgress = {
  readonly phase: SeparationPhase;
  /** Of the whole job, 0..1, never falling. */
  readonly fraction: number;
  /** A few words for people: 'epoch 7 of 25'. */
  readonly detail: string;
  /** Estimated seconds to the end of the job; null while unknown. */
  readonly secondsLeft: number | null;
};

export type SeparationHooks = {
  readonly tensors: Tensors;
  readonly signal: AbortSignal;
  onProgress(progress: SeparationProgress): void;
  /** Something that the user should know and that does not stop the run. */
  warn(text: string): void;
};
