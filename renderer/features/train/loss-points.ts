/** The curve of a finished training, as a running one tells it. */
import type { LossPoint } from '../../../shared/contract/engine-state.ts';
import type { VersionRecord } from '../../../shared/document/records.ts';

/** Seconds are not kept. */
export function lossPoints({
  lossCurve,
  metrics,
}: Pick<VersionRecord, 'lossCurve' | 'metrics'>): readonly LossPoint[] {
  const { warmStartPasses = 0 } = metrics;
  return lossCurve.map(([epoch, cost]) => ({
    epoch,
    cost,
    sec: 0,
    ...(epoch <= warmStartPasses ? { isWarmStart: true as const } : {}),
  }));
}
