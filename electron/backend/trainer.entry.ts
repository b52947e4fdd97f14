/**
 * The process that computes: one job from the parent process, then the end. Killed to cancel. A command forks it, or
 * Electron's main starts it and sends the port that leads to the command.
 */
import type { EmitterPort } from '../../shared/rpc/transports/message-port.ts';
import type { Result } from '../../shared/std/result.ts';
import type { AlignmentReport } from '../../shared/music/alignment-report.ts';
import { alignFiles } from './engine/align-files.ts';
import type { AlignJobRequest } from './engine/align-files.ts';
import { evaluateFiles } from './engine/evaluate/evaluate-files.ts';
import type { EvaluationReport } from './engine/evaluate/evaluate-files.ts';
import { separate } from './engine/separate.ts';
import type { SeparationReport } from './engine/separation-report.ts';
import type { SeparationRequest } from './engine/separation-request.ts';
import { alignProject, renderVersion, trainVersion } from './jobs/project-jobs.ts';
import { portChannel, serveJob } from './jobs/serve-job.ts';
import type { JobContext } from './jobs/serve-job.ts';
import type { EvaluationJobRequest, TrainerJob } from './jobs/trainer-protocol.ts';
import { loadTensors } from './native/load-tensorflow.ts';

type ParentPort = {
  once(type: 'message', listener: (event: { readonly ports: readonly EmitterPort[] }) => void): void;
};

/** What Electron adds to a process of its own. */
const { parentPort } = process as unknown as { readonly parentPort?: ParentPort };
if (parentPort === undefined) serveJob(run);
else {
  parentPort.once('message', ({ ports: [port] }) => {
    if (port === undefined) throw new Error('expected a port to the command');
    serveJob(run, portChannel(port));
  });
}

function run(job: TrainerJob, context: JobContext): Promise<Result<unknown>> {
  switch (job.kind) {
    case 'separate':
      return runSeparation(job.request, context);
    case 'align':
      return runAlignment(job.request, context);
    case 'align-project':
      return alignProject(job.request, {
        signal: context.signal,
        onProgress: (progress) => context.onProgress(progress),
      });
    case 'train':
      return trainVersion(job.request, context);
    case 'render':
      return renderVersion(job.request, context);
    case 'evaluate':
      return runEvaluation(job.request, context);
  }
}

async function runSeparation(
  request: SeparationRequest,
  context: JobContext,
): Promise<Result<SeparationReport>> {
  context.onProgress({ phase: 'start', fraction: 0, detail: 'loading TensorFlow', secondsLeft: null });
  const tensors = await loadTensors(request.backend);
  if (!tensors.ok) return tensors;
  for (const warning of tensors.value.warnings) context.warn(warning);
  return separate(request, { ...context, tensors: tensors.value });
}

function runAlignment(request: AlignJobRequest, context: JobContext): Promise<Result<AlignmentReport>> {
  return alignFiles(request, {
    signal: context.signal,
    onProgress: (phase, fraction) => context.onProgress({ phase, fraction, detail: '', secondsLeft: null }),
    warn: (text) => context.warn(text),
  });
}

function runEvaluation(
  request: EvaluationJobRequest,
  context: JobContext,
): Promise<Result<EvaluationReport>> {
  return evaluateFiles({
    ...request,
    signal: context.signal,
    onProgress: (fraction) =>
      context.onProgress({ phase: 'evaluate', fraction, detail: '', secondsLeft: null }),
    onRemark: (text) => context.warn(text),
  });
}
