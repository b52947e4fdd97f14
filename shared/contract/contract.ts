/**
 * Everything that a window or a command asks of the service, on one page: requests, jobs with progress, and
 * events. Bulk data never travels here: answers name resources, which are read as byte ranges.
 */
import { event, job, request } from '../rpc/declaration.ts';
import type { EngineStatus, JobState, StepProgress, TrainingState } from './engine-state.ts';
import type {
  CommitAnswer,
  DocumentChange,
  DocumentSnapshot,
  PatchParams,
  StepParams,
} from './document-calls.ts';
import type {
  BundleAnswer,
  BundleParams,
  ExportAnswer,
  ExportParams,
  ExportPreviewAnswer,
  StemFilesAnswer,
  StemFilesParams,
} from './export-calls.ts';
import type {
  ActivityAnswer,
  ActivityParams,
  AlignAnswer,
  AlignParams,
  ForecastAnswer,
  PeaksAnswer,
  PianoAnswer,
  PreviewAnswer,
  PreviewParams,
  RenderAnswer,
  RenderParams,
  SteerParams,
  TilesAnswer,
  TilesParams,
  TrainAnswer,
  TrainParams,
} from './job-calls.ts';
import type {
  CreateParams,
  OfProject,
  ProjectOpened,
  RecentProject,
  SessionAnswer,
  SessionParams,
  UploadParams,
} from './project-calls.ts';

export const contract = {
  'engine.status': request<Record<string, never>, EngineStatus>(),

  'project.create': job<CreateParams, StepProgress, ProjectOpened>(),
  /** A new project of the demo piece. */
  'project.demo': job<Record<string, never>, StepProgress, ProjectOpened>(),
  /** An open project is joined. */
  'project.open': request<{ readonly path: string }, ProjectOpened>(),
  'project.save': request<OfProject, null>(),
  /** The document as it is, with what it needs, as a project of its own in a new folder; neither is opened by that. */
  'project.copy': request<OfProject & { readonly folder: string }, { readonly folder: string }>(),
  /** Leaves it; the last one to leave closes it. */
  'project.close': request<OfProject, null>(),
  'project.recent': request<Record<string, never>, { readonly projects: readonly RecentProject[] }>(),
  /** What the window that was here last had selected and looked at: no part of the document, no step of undo. */
  'session.read': request<OfProject, SessionAnswer>(),
  /** On the disk when it is answered. */
  'session.write': request<SessionParams, null>(),
  /** A place for a file that has no path: its bytes follow by PUT in pieces, in order, with Content-Range. */
  'upload.begin': request<UploadParams, { readonly upload: string; readonly resource: string }>(),

  /** The document as it is; every later change comes as an event. */
  'document.open': request<OfProject, DocumentSnapshot>(),
  'document.commit': request<PatchParams, CommitAnswer>(),
  'document.undo': request<StepParams, CommitAnswer>(),
  'document.redo': request<StepParams, CommitAnswer>(),

  /** Decodes the recording, and gives its outline in several resolutions. */
  'media.peaks': job<OfProject, StepProgress, PeaksAnswer>(),
  'media.spectrogram': job<TilesParams, StepProgress, TilesAnswer>(),
  'media.piano': job<OfProject, StepProgress, PianoAnswer>(),
  align: job<AlignParams, StepProgress, AlignAnswer>(),
  train: job<TrainParams, StepProgress, TrainAnswer>(),
  /** A training that runs; it follows after the pass that it is in. */
  'train.steer': request<SteerParams, null>(),
  /** How long the next training will take; quick, and reads no sound. */
  'train.forecast': request<OfProject, ForecastAnswer>(),
  /** The network as it is now, of a running training too. */
  preview: job<PreviewParams, StepProgress, PreviewAnswer>(),
  render: job<RenderParams, StepProgress, RenderAnswer>(),
  /** Names and sizes, without a rendering; writes nothing. */
  'export.preview': request<ExportParams, ExportPreviewAnswer>(),
  export: job<ExportParams, StepProgress, ExportAnswer>(),
  /** Files of stems to be dragged out: those that are up to date, or new ones beside them. */
  'export.stems': job<StemFilesParams, StepProgress, StemFilesAnswer>(),
  /** Several exported files as one zip file. */
  'export.bundle': job<BundleParams, StepProgress, BundleAnswer>(),
  activity: job<ActivityParams, StepProgress, ActivityAnswer>(),
  /** Whoever started it. */
  'jobs.cancel': request<{ readonly job: string }, null>(),

  'versions.select': request<OfProject & { readonly versionId: string | null }, CommitAnswer>(),
  'versions.rename': request<
    OfProject & { readonly versionId: string; readonly name: string },
    CommitAnswer
  >(),
  'versions.remove': request<OfProject & { readonly versionId: string }, CommitAnswer>(),

  'document.changed': event<DocumentChange>(),
  'jobs.changed': event<{ readonly jobs: readonly JobState[] }>(),
  'training.changed': event<TrainingState>(),
  'engine.changed': event<EngineStatus>(),
};

export type AppContract = typeof contract;
