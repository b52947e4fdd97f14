/**
 * BSS Eval 3 for sources: how much of an estimate is its reference (through a filter of 512 taps), how
 * much comes from the other references, and how much from nowhere.
 *
 * With P_j y the projection of the estimate y onto the delays 0 .. 511 of reference j, and P y the
 * projection onto the delays of all references:
 *   SDR = |P_j y|^2 / |y - P_j y|^2, SIR = |P_j y|^2 / |P y - P_j y|^2, SAR = |P y|^2 / |y - P y|^2, in dB.
 * The energies follow from correlations alone, so that nothing of the signals' length is built.
 *
 * Ratios stop at +-120 dB: past that they measure rounding. A single reference has no interference
 * and so an SIR of 120 dB, where mir_eval gives infinity.
 *
 * @source E. Vincent, R. Gribonval, C. Fevotte, "Performance measurement in blind audio source
 *   separation", IEEE TASLP 14(4), 2006. Difference: references and estimates come in pairs; no permutation is
 *   searched. Several channels share one filter per source, and their energies add up: that equals the
 *   mono measure of the channels laid end to end with a gap of 511 zeros, needs no downmix (in which
 *   anti-phase stereo would vanish), and is the plain measure for mono.
 * @tested against mir_eval, tests/fixtures/bss-eval
 */
import { LaggedCorrelations, type Correlations, type Samples } from './lagged-correlations.ts';
import {
  factoriseNormalEquations,
  inner,
  multiplyGram,
  projectionFilters,
  type NormalEquations,
} from './normal-equations.ts';

export const bssEvalTaps = 512;

/** All in dB; higher is better. */
export type BssScore = { readonly sdr: number; readonly sir: number; readonly sar: number };

const ceilingDb = 120;

/**
 * Scores each estimate against the reference of the same index; mono, all of one length. Inputs are kept.
 * Cost: two references of 100 s at 44.1 kHz take about 2 s.
 *
 * @throws where counts or lengths differ, or a signal is silent or not finite (the measure is undefined).
 */
export function bssEvalSources(
  references: readonly Samples[],
  estimates: readonly Samples[],
): readonly BssScore[] {
  if (estimates.length !== references.length) {
    throw new Error(`expected ${references.length} estimates, got ${estimates.length}`);
  }
  if (references.length === 0) return [];
  const signals = [...references, ...estimates];
  const lengthSamples = signals[0]?.length ?? 0;
  for (const signal of signals) {
    if (signal.length !== lengthSamples)
      throw new Error(`expected [${lengthSamples}], got [${signal.length}]`);
  }
  const correlations = new LaggedCorrelations(references.length, signals.length, bssEvalTaps);
  correlations.addBlock(signals, lengthSamples);
  const finished = correlations.finish();
  if (finished.energies.some((energy) => !(energy > 0 && energy < Infinity))) {
    throw new Error('expected signals with energy, got silent or non-finite ones');
  }
  return new SourceScorer(finished, references.length).scores(
    references.map((_, j) => references.length + j),
  );
}

/** Scores any signal of one set of correlations; keeps the factorised equations of its references. */
export class SourceScorer {
  private readonly correlations: Correlations;
  private readonly all: NormalEquations;
  private readonly single: readonly NormalEquations[];

  constructor(correlations: Correlations, referenceCount: number) {
    const references = Array.from({ length: referenceCount }, (_, j) => j);
    this.correlations = correlations;
    this.single = references.map((j) => factoriseNormalEquations(correlations, [j]));
    this.all =
      referenceCount === 1
        ? (this.single[0] as NormalEquations)
        : factoriseNormalEquations(correlations, references);
  }

  /** Scores signal `signals[j]` (an index into the correlations) as the estimate of reference j. */
  scores(signals: readonly number[]): readonly BssScore[] {
    return signals.map((s, j) => this.score(s, j));
  }

  /** SDR alone of signal `s` as the estimate of reference j: a fraction of the cost of all three. */
  sdr(s: number, j: number): number {
    const equations = this.single[j] as NormalEquations;
    const filters = projectionFilters(equations, s);
    return ratioDb(energyOf(equations, filters), this.restEnergy(equations, filters, s));
  }

  private score(s: number, j: number): BssScore {
    const own = this.single[j] as NormalEquations;
    const ownFilters = projectionFilters(own, s);
    const allFilters = projectionFilters(this.all, s);
    const interferenceFilters = allFilters.slice();
    for (const [k, value] of ownFilters.entries()) {
      const at = j * this.correlations.taps + k;
      interferenceFilters[at] = (interferenceFilters[at] as number) - value;
    }
    const ownEnergy = energyOf(own, ownFilters);
    const onlyReference = this.single.length === 1;
    return {
      sdr: ratioDb(ownEnergy, this.restEnergy(own, ownFilters, s)),
      sir: onlyReference ? ceilingDb : ratioDb(ownEnergy, energyOf(this.all, interferenceFilters)),
      sar: ratioDb(energyOf(this.all, allFilters), this.restEnergy(this.all, allFilters, s)),
    };
  }

  /** |y - sum of filtered references|^2, true for any filters, not only for the best ones. */
  private restEnergy(equations: NormalEquations, filters: Float64Array, s: number): number {
    const cross = dot(inner(equations, s), filters);
    return (this.correlations.energies[s] ?? 0) - 2 * cross + energyOf(equations, filters);
  }
}

/** |sum of filtered references|^2 = c^T G c. */
function energyOf(equations: NormalEquations, filters: Float64Array): number {
  return dot(filters, multiplyGram(equations.correlations, equations.references, filters));
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let k = 0; k < a.length; k++) sum += (a[k] as number) * (b[k] as number);
  return sum;
}

function ratioDb(signal: number, noise: number): number {
  const least = Math.max(signal, noise) * 10 ** (-ceilingDb / 10);
  return 10 * Math.log10(Math.max(signal, least) / Math.max(noise, least));
}
