/** What the calls of the service work with. */
import type { TrainingState } from '../../../shared/contract/engine-state.ts';
import type { TensorBackendChoice } from '../engine/separation-request.ts';
import type { TrainerHost } from '../jobs/trainer-host.ts';
import type { ExportDisk } from '../project/export-project.ts';
import type { EngineMonitor } from './engine-monitor.ts';
import type { JobQueue } from './job-queue.ts';
import type { OpenProject, ProjectDesk } from './project-desk.ts';
import type { ProjectMedia } from './project-media.ts';
import type { RecentProjects } from './recent-projects.ts';
import type { SpeedBook } from './speed-book.ts';
import type { UploadShelf } from './upload-shelf.ts';

export type ServiceParts = {
  readonly desk: ProjectDesk;
  readonly queue: JobQueue;
  readonly host: TrainerHost;
  readonly monitor: EngineMonitor;
  readonly recent: RecentProjects;
  readonly speeds: SpeedBook;
  readonly uploads: UploadShelf;
  /** Where new projects go when nobody says where; absolute. */
  readonly projectsFolder: string;
  readonly backend: TensorBackendChoice;
  readonly exportDisk: ExportDisk;
  readonly mediaOf: (open: OpenProject) => ProjectMedia;
  /** Bytes that a job may take. */
  readonly availableBytes: () => Promise<number>;
  readonly tellTraining: (state: TrainingState) => void;
};
