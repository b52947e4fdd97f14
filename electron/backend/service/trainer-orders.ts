/** From a project to what the trainer is asked, once it is known that the machine can do it. */
import { divisiError } from '../../../shared/contract/errors.ts';
import { recordingOf } from '../../../shared/document/document-state.ts';
import { err, ok } from '../../../shared/std/result.ts';
import type { Result } from '../../../shared/std/result.ts';
import { liveOrderOf } from '../project/live-order-of.ts';
import type { OrderOfDocument } from '../project/live-order-of.ts';
import type { JobContext } from './job-queue.ts';
import { estimateBytes } from './memory-estimate.ts';
import type { OpenProject } from './project-desk.ts';
import type { ServiceParts } from './service-parts.ts';

/**
 * The order of the document as it is, and a trainer that has its tensor library.
 * Fails as finding the recording, ordering and loading do, with 'memory-short' or 'cancelled'.
 */
export async function orderFor(
  parts: ServiceParts,
  open: OpenProject,
  { signal, report }: JobContext,
): Promise<Result<OrderOfDocument>> {
  const { document } = open.project.history;
  const path = await parts.mediaOf(open).path(signal);
  if (!path.ok) return path;
  const ordered = liveOrderOf(document, path.value);
  if (!ordered.ok) return ordered;
  const enough = await checkMemory(parts, ordered.value, recordingOf(document));
  if (!enough.ok) return enough;
  report({ phase: 'start', fraction: 0, detail: 'loading the engine', secondsLeft: null });
  const loaded = await parts.host.call('load', { backend: parts.backend }, { signal });
  if (!loaded.ok) return loaded;
  parts.monitor.loaded(loaded.value);
  return ordered;
}

/** A trainer that lives already has its part; what it holds counts as available to it. */
async function checkMemory(
  { availableBytes, host }: ServiceParts,
  { order }: OrderOfDocument,
  recording: { readonly sampleRate: number; readonly lengthSamples: number },
): Promise<Result<void>> {
  const needed = estimateBytes(order, recording);
  const memory = host.isRunning ? await host.call('memory', {}) : null;
  const own = memory?.ok === true ? memory.value.rssBytes : 0;
  const available = (await availableBytes()) + own;
  if (needed <= available) return ok(undefined);
  const message = `This job needs about ${megabytes(needed)}, but only ${megabytes(available)} of memory are free.`;
  return err(divisiError('memory-short', message, { neededBytes: needed, availableBytes: available }));
}

function megabytes(bytes: number): string {
  return `${Math.ceil(bytes / 2 ** 20)} MB`;
}
