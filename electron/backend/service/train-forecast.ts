/** How long the next training of a project will take, from scratch and from the version that is listened to. */
import type { ForecastAnswer } from '../../../shared/contract/job-calls.ts';
import { recordingOf } from '../../../shared/document/document-state.ts';
import type { DocumentState } from '../../../shared/document/document-state.ts';
import { ok } from '../../../shared/std/result.ts';
import type { Result } from '../../../shared/std/result.ts';
import type { LiveOrder } from '../engine/live/live-order.ts';
import { orderSize } from '../engine/live/order-size.ts';
import { correctionSettings } from '../engine/model/divisi/correction-settings.ts';
import { methodSettings } from '../engine/model/method-settings.ts';
import type { TrainerSettings } from '../engine/model/method-settings.ts';
import { trainingWork } from '../engine/model/training-work.ts';
import { liveOrderOf } from '../project/live-order-of.ts';
import { activeVersion } from '../project/project-version.ts';
import type { SpeedBook, TrainingKind } from './speed-book.ts';

type PlannedWork = { readonly kind: TrainingKind; readonly work: number };

/**
 * @param isWarm goes on from a former training; only the default method does
 * @returns null where the method's window is not possible for the recording
 */
export function plannedWork(
  order: Pick<LiveOrder, 'notes' | 'method' | 'overrides'>,
  document: DocumentState,
  isWarm: boolean,
): PlannedWork | null {
  const settings = methodSettings(order.method, order.overrides);
  const size = orderSize(order, settings, recordingOf(document));
  if (size === null) return null;
  const { trainer } = settings;
  const goesOn = isWarm && trainer.kind === 'divisi';
  const used: TrainerSettings = goesOn
    ? { kind: 'divisi', divisi: correctionSettings(trainer.divisi) }
    : trainer;
  return { kind: `${trainer.kind} ${goesOn ? 'warm' : 'scratch'}`, work: trainingWork(used, size) };
}

/** Reads no sound. Fails with 'score-mismatch' where no note sounds within the recording. Cost O(notes log notes). */
export async function forecastTraining(
  document: DocumentState,
  speeds: SpeedBook,
): Promise<Result<ForecastAnswer>> {
  const ordered = liveOrderOf(document, '');
  if (!ordered.ok) return ordered;
  const { order } = ordered.value;
  const version = activeVersion(document);
  const canGoOn = order.method === 'divisi' && version?.settings.method === 'divisi';
  const scratch = plannedWork(order, document, false);
  const warm = plannedWork(order, document, true);
  if (scratch === null || warm === null) return ok({ scratchSec: null, warmSec: null, isMeasured: false });
  const fromScratch = await speeds.forecast(scratch.kind, scratch.work);
  const goingOn = canGoOn ? await speeds.forecast(warm.kind, warm.work) : null;
  return ok({
    scratchSec: fromScratch.sec,
    warmSec: goingOn?.sec ?? null,
    isMeasured: (goingOn ?? fromScratch).isMeasured,
  });
}
