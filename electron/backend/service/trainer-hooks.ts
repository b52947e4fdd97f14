import type { StepProgress } from '../../../shared/contract/engine-state.ts';
import type { JobContext } from './job-queue.ts';

/** What a job's context means to the trainer. */
export function trainerHooks({ signal, report }: JobContext): {
  readonly signal: AbortSignal;
  readonly onProgress: (progress: StepProgress) => void;
} {
  return { signal, onProgress: (progress) => report(progress) };
}
