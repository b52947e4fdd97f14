/** The trainer's side of the live contract: one session, which keeps what it learnt from job to job. */
import { divisiError } from '../../../shared/contract/errors.ts';
import type { LossPoint } from '../../../shared/contract/engine-state.ts';
import type { CallContext, Handlers } from '../../../shared/rpc/declaration.ts';
import { serveContract } from '../../../shared/rpc/server.ts';
import type { Transport } from '../../../shared/rpc/wire.ts';
import { err, ok } from '../../../shared/std/result.ts';
import type { Result } from '../../../shared/std/result.ts';
import { exportVersion } from '../engine/live/export-version.ts';
import type { LiveHooks, LiveProgress } from '../engine/live/live-order.ts';
import { LiveSession } from '../engine/live/live-session.ts';
import type { TensorBackendChoice } from '../engine/separation-request.ts';
import type { Tensors } from '../native/load-tensorflow.ts';
import type { BackendReport, LiveContract } from './live-contract.ts';
import { nodePlatform } from './node-platform.ts';
import { alignProject } from './project-jobs.ts';

/** Points of a loss curve that are told while it grows. */
const mostPoints = 400;

/** @param load of the tensor library; the first call loads, later ones get the same */
export function serveLive(
  transport: Transport,
  load: (backend: TensorBackendChoice) => Promise<Result<Tensors>>,
): void {
  let loaded: {
    readonly tensors: Tensors;
    readonly session: LiveSession;
    readonly report: BackendReport;
  } | null = null;
  transport.onClose(() => void loaded?.session.close());
  const withSession = async <T>(
    run: (live: LiveSession, tensors: Tensors) => Promise<Result<T>>,
  ): Promise<Result<T>> => {
    if (loaded === null) return err(divisiError('fault', 'The tensor library is not loaded.'));
    return run(loaded.session, loaded.tensors);
  };
  const handlers: Handlers<LiveContract, AbortSignal> = {
    async load({ backend }) {
      if (loaded === null) {
        const tensors = await load(backend);
        if (!tensors.ok) return tensors;
        const { backend: chosen, warnings } = tensors.value;
        loaded = {
          tensors: tensors.value,
          session: new LiveSession(tensors.value),
          report: { backend: chosen, remarks: warnings },
        };
      }
      return ok(loaded.report);
    },
    memory: () => ok({ rssBytes: process.memoryUsage.rss() }),
    align: (task, { signal, report }) => alignProject(task, { signal, onProgress: report }),
    train: (task, { signal, report }) =>
      withSession(async (live) => {
        const points: LossPoint[] = [];
        const warnings: string[] = [];
        let progress = stepOf('train', 0);
        let isResting = false;
        const tell = (): void => report({ progress, points: thinned(points), isResting });
        const trained = await live.train(task, {
          signal,
          onProgress(step) {
            progress = step;
            tell();
          },
          onLoss({ epoch, sec, cost, isWarmStart }) {
            points.push({ epoch, sec, cost, ...(isWarmStart === true ? { isWarmStart } : {}) });
            tell();
          },
          onRest(rests) {
            isResting = rests;
            tell();
          },
          warn: (text) => void warnings.push(text),
        });
        if (!trained.ok) return trained;
        return ok({ ...trained.value, remarks: [...warnings, ...trained.value.remarks] });
      }),
    steer({ job, course }) {
      loaded?.session.steer(job, course);
      return ok(null);
    },
    preview: ({ order, weightsPath, task }, context) =>
      withSession((live) => live.preview(order, weightsPath, task, hooksOf(context))),
    render: (task, context) => withSession((live) => live.render(task, hooksOf(context))),
    export: (task, context) => withSession((_, { tf }) => exportVersion(tf, task, hooksOf(context))),
    activity: (task, context) => withSession((live) => live.activity(task, hooksOf(context))),
  };
  serveContract<LiveContract, AbortSignal>(transport, handlers, {
    platform: nodePlatform,
    // The service is this program, too, of the same version.
    check: (_, params) => ok(params),
    // Kept by the parent for the message of a trainer that dies.
    onFault: (name, cause) => void process.stderr.write(`${name}: ${String(cause)}\n`),
  });
}

function hooksOf({ signal, report }: CallContext<AbortSignal, LiveProgress>): LiveHooks {
  return { signal, onProgress: report, warn: () => {} };
}

function stepOf(phase: string, fraction: number): LiveProgress {
  return { phase, fraction, detail: '', secondsLeft: null };
}

/** Every n-th point, so that no more than the most are left, and the last one. */
function thinned(points: readonly LossPoint[]): readonly LossPoint[] {
  const step = Math.ceil(points.length / mostPoints);
  return points.filter((_, index) => index % step === 0 || index === points.length - 1);
}
