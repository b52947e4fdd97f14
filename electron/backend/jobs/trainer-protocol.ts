/**
 * What travels between the process that answers the user and the one that computes. Plain data only;
 * a job is one process: it ends with 'done', by itself or because it was told to stop.
 */
import type { Result } from '../../../shared/std/result.ts';
import type { AlignmentReport } from '../../../shared/music/alignment-report.ts';
import type { AlignJobRequest } from '../engine/align-files.ts';
import type { EvaluationReport } from '../engine/evaluate/evaluate-files.ts';
import type { SeparationReport } from '../engine/separation-report.ts';
import type { SeparationRequest } from '../engine/separation-request.ts';
import type {
  FoundAlignment,
  ProjectAlignment,
  RenderedVersion,
  TrainedVersion,
  VersionRendering,
  VersionTraining,
} from './project-jobs.ts';

export type EvaluationJobRequest = {
  readonly mixPath: string;
  readonly referencePaths: readonly string[];
  /** The estimate of each reference, in the same order. */
  readonly estimatePaths: readonly string[];
};

export type TrainerJob =
  | { readonly kind: 'separate'; readonly request: SeparationRequest }
  | { readonly kind: 'align'; readonly request: AlignJobRequest }
  | { readonly kind: 'align-project'; readonly request: ProjectAlignment }
  | { readonly kind: 'train'; readonly request: VersionTraining }
  | { readonly kind: 'render'; readonly request: VersionRendering }
  | { readonly kind: 'evaluate'; readonly request: EvaluationJobRequest };

/** What each kind of job answers. */
export type JobReports = {
  separate: SeparationReport;
  align: AlignmentReport;
  'align-project': FoundAlignment;
  train: TrainedVersion;
  render: RenderedVersion;
  evaluate: EvaluationReport;
};

export type JobProgress = {
  /** One word: 'train', 'write'. */
  readonly phase: string;
  /** Of the whole job, 0..1. */
  readonly fraction: number;
  readonly detail: string;
  readonly secondsLeft: number | null;
};

export type ToTrainer = { readonly kind: 'job'; readonly job: TrainerJob } | { readonly kind: 'cancel' };

export type FromTrainer =
  | { readonly kind: 'progress'; readonly progress: JobProgress }
  | { readonly kind: 'warning'; readonly text: string }
  | { readonly kind: 'done'; readonly result: Result<unknown> };
