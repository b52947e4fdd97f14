/** What the service asks of the process that computes. */
import type { LossPoint } from '../../../shared/contract/engine-state.ts';
import type { TrainingCourse } from '../../../shared/contract/job-calls.ts';
import { job, request } from '../../../shared/rpc/declaration.ts';
import type { VersionExport, VersionExportReport } from '../engine/live/export-version.ts';
import type { ActivityReport, ActivityTask } from '../engine/live/live-activity.ts';
import type { LiveOrder, LiveProgress } from '../engine/live/live-order.ts';
import type { PreviewReport, PreviewTask } from '../engine/live/live-preview.ts';
import type { RenderTask } from '../engine/live/live-render.ts';
import type { TrainReport, TrainTask } from '../engine/live/live-session.ts';
import type { StemSetReport } from '../engine/live/stem-set.ts';
import type { TensorBackendChoice } from '../engine/separation-request.ts';
import type { TensorBackend } from '../native/load-tensorflow.ts';
import type { FoundAlignment, ProjectAlignment } from './project-jobs.ts';

export type TrainUpdate = {
  readonly progress: LiveProgress;
  readonly points: readonly LossPoint[];
  /** Between two passes, until it is steered otherwise. */
  readonly isResting: boolean;
};

export type BackendReport = { readonly backend: TensorBackend; readonly remarks: readonly string[] };

export const liveContract = {
  /** Loads the tensor backend; later calls answer from memory. */
  load: request<{ readonly backend: TensorBackendChoice }, BackendReport>(),
  memory: request<Record<string, never>, { readonly rssBytes: number }>(),
  align: job<ProjectAlignment, LiveProgress, FoundAlignment>(),
  train: job<TrainTask, TrainUpdate, TrainReport>(),
  /** A training that runs, or is about to. */
  steer: request<{ readonly job: string; readonly course: TrainingCourse }, null>(),
  preview: job<
    { readonly order: LiveOrder; readonly weightsPath: string | null; readonly task: PreviewTask },
    LiveProgress,
    PreviewReport
  >(),
  render: job<RenderTask, LiveProgress, StemSetReport>(),
  export: job<VersionExport, LiveProgress, VersionExportReport>(),
  activity: job<ActivityTask, LiveProgress, ActivityReport>(),
};

export type LiveContract = typeof liveContract;
