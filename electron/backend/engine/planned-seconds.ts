/** What each phase of a separation is likely to cost, so that progress starts with a sensible guess. */
import type { MethodSettings } from './model/method-settings.ts';
import type { SeparationPhase } from './separation-hooks.ts';

/** Seconds per second of stereo at 44.1 kHz and per layer, measured on two cores. */
const costs = Object.freeze({
  decode: 0.02,
  align: 0.03,
  labels: 0.001,
  factorisationPerIteration: 0.003,
  networkPerEpoch: 0.02,
  divisiPerEpoch: 0.006,
  separate: 0.1,
  write: 0,
  check: 0.01,
});

/**
 * A guess; it need not be right, only the ratios between phases matter once time is measured.
 * @param durationSec of what is separated
 * @param alignedSec of what is aligned with the score
 */
export function plannedSeconds(
  settings: MethodSettings,
  durationSec: number,
  alignedSec: number,
): Record<SeparationPhase, number> {
  const perLayer = durationSec * settings.layers.length;
  const { trainer } = settings;
  const trainPerSec =
    trainer.kind === 'factorisation'
      ? trainer.iterations * costs.factorisationPerIteration
      : trainer.kind === 'network'
        ? trainer.network.epochs * costs.networkPerEpoch
        : trainer.divisi.warmPasses * costs.factorisationPerIteration +
          trainer.divisi.epochs * costs.divisiPerEpoch;
  return {
    decode: costs.decode * perLayer,
    align: costs.align * alignedSec,
    labels: costs.labels * perLayer,
    train: trainPerSec * perLayer,
    separate: costs.separate * perLayer,
    write: costs.write,
    check: costs.check * durationSec,
  };
}
