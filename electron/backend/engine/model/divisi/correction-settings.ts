/** How a training goes on from a former one, after a person has changed some labels. */
import type { DivisiSettings } from './divisi-settings.ts';

const correction = Object.freeze({
  /** Passes over the factors: what changed is near its end after these, and the rest was there before. */
  warmPasses: 6,
  /** Templates are no rough guess any more. */
  pullFromPass: 1,
  /** Passes of the network, which only has to learn the changed labels. */
  epochs: 3,
  /** Of the method's first step: where a whole training is about half way. */
  rateShare: 0.5,
  /** Per epoch: a short training comes to rest sooner. */
  rateDecay: 0.6,
});

export function correctionSettings(settings: DivisiSettings): DivisiSettings {
  const { warmPasses, pullFromPass, epochs, rateShare, rateDecay } = correction;
  return {
    ...settings,
    warmPasses,
    pullFromPass,
    epochs,
    leastSteps: 0,
    mostSteps: Infinity,
    learningRate: settings.learningRate * rateShare,
    rateDecay,
  };
}
