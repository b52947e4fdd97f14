/** Jobs of a project as a command runs them: each in a process of its own, without what a service keeps warm. */
import { ok } from '../../../shared/std/result.ts';
import type { Result } from '../../../shared/std/result.ts';
import type { Alignment } from '../../../shared/music/alignment.ts';
import { alignScore } from '../engine/align/align-score.ts';
import type { AlignRequest } from '../engine/align/align-score.ts';
import { openRecording } from '../engine/audio/open-recording.ts';
import { exportVersion } from '../engine/live/export-version.ts';
import type { VersionExport, VersionExportReport } from '../engine/live/export-version.ts';
import { LiveSession } from '../engine/live/live-session.ts';
import type { TrainReport, TrainTask } from '../engine/live/live-session.ts';
import type { TensorBackendChoice } from '../engine/separation-request.ts';
import { loadTensors } from '../native/load-tensorflow.ts';
import type { Tensors } from '../native/load-tensorflow.ts';
import type { JobContext } from './serve-job.ts';
import type { JobProgress } from './trainer-protocol.ts';

export type VersionTraining = { readonly task: TrainTask; readonly backend: TensorBackendChoice };
export type VersionRendering = { readonly task: VersionExport; readonly backend: TensorBackendChoice };
/** Of an alignment's time. */
const decodeShare = 0.2;

export type TrainedVersion = TrainReport & { readonly backend: string };
export type RenderedVersion = VersionExportReport & { readonly backend: string };

export type ProjectAlignment = { readonly recordingPath: string; readonly request: AlignRequest };
export type FoundAlignment = { readonly alignment: Alignment };

type AlignHooks = {
  readonly signal: AbortSignal;
  readonly onProgress: (progress: JobProgress) => void;
};

/** Needs no tensor library. Fails as opening the recording and aligning do. */
export async function alignProject(
  { recordingPath, request }: ProjectAlignment,
  { signal, onProgress }: AlignHooks,
): Promise<Result<FoundAlignment>> {
  const tell = (phase: string, fraction: number): void =>
    onProgress({ phase, fraction, detail: '', secondsLeft: null });
  const opened = await openRecording(recordingPath, {
    signal,
    onProgress: (fraction) => tell('decode', decodeShare * fraction),
  });
  if (!opened.ok) return opened;
  try {
    const aligned = await alignScore(opened.value, request, {
      signal,
      onProgress: (fraction) => tell('align', decodeShare + (1 - decodeShare) * fraction),
    });
    return aligned.ok ? ok({ alignment: aligned.value }) : aligned;
  } finally {
    await opened.value.close();
  }
}

/** Fails as loading the tensor library and training do. */
export async function trainVersion(
  { task, backend }: VersionTraining,
  context: JobContext,
): Promise<Result<TrainedVersion>> {
  const tensors = await load(backend, context);
  if (!tensors.ok) return tensors;
  const session = new LiveSession(tensors.value);
  try {
    const trained = await session.train(task, { ...hooksOf(context), onLoss: () => {} });
    return trained.ok ? ok({ ...trained.value, backend: tensors.value.backend }) : trained;
  } finally {
    await session.close();
  }
}

/** Fails as loading the tensor library and rendering do. */
export async function renderVersion(
  { task, backend }: VersionRendering,
  context: JobContext,
): Promise<Result<RenderedVersion>> {
  const tensors = await load(backend, context);
  if (!tensors.ok) return tensors;
  const rendered = await exportVersion(tensors.value.tf, task, hooksOf(context));
  return rendered.ok ? ok({ ...rendered.value, backend: tensors.value.backend }) : rendered;
}

async function load(backend: TensorBackendChoice, context: JobContext): Promise<Result<Tensors>> {
  context.onProgress({ phase: 'start', fraction: 0, detail: 'loading TensorFlow', secondsLeft: null });
  const tensors = await loadTensors(backend);
  if (tensors.ok) for (const warning of tensors.value.warnings) context.warn(warning);
  return tensors;
}

function hooksOf(context: JobContext): Parameters<LiveSession['render']>[1] {
  return {
    signal: context.signal,
    onProgress: (progress) => context.onProgress(progress),
    warn: (text) => context.warn(text),
  };
}
