/**
 * One channel of a FLAC frame: constant, verbatim, or a predictor with Rice-coded residual.
 * @source RFC 9639, section 9.2.
 */
import type { BitWriter } from './bit-writer.ts';
import { fixedResidual } from './fixed-prediction.ts';
import { fitPredictor, predictionResidual } from './linear-prediction.ts';
import type { LinearPredictor } from './linear-prediction.ts';
import { planRice, writeRice } from './rice-coding.ts';
import type { RicePlan } from './rice-coding.ts';

export type SubframePlan = {
  readonly samples: Int32Array;
  /** Width of a sample, at most 25. */
  readonly sampleBits: number;
  /** Estimated length. */
  readonly bits: number;
} & (
  | { readonly kind: 'constant' | 'verbatim' }
  | { readonly kind: 'fixed'; readonly order: number; readonly residual: Int32Array; readonly rice: RicePlan }
  | {
      readonly kind: 'linear';
      readonly predictor: LinearPredictor;
      readonly residual: Int32Array;
      readonly rice: RicePlan;
    }
);

/** Shorter blocks are not worth a prediction. */
const leastPredicted = 32;

/** @param samples [blockSize] @param sums of the samples, see `fixedSums` */
export function planSubframe(samples: Int32Array, sampleBits: number, sums: readonly number[]): SubframePlan {
  const count = samples.length;
  if (isConstant(samples)) return { kind: 'constant', samples, sampleBits, bits: 8 + sampleBits };
  const verbatim: SubframePlan = { kind: 'verbatim', samples, sampleBits, bits: 8 + count * sampleBits };
  if (count < leastPredicted) return verbatim;
  const linear = planLinear(samples, sampleBits);
  const best = linear !== undefined && linear.bits < verbatim.bits ? linear : verbatim;
  // Working a fixed predictor out costs as much again, and it hardly ever wins where its sums are larger.
  if (best.kind === 'linear' && estimateBits(sums, count) > best.bits) return best;
  const order = sums.indexOf(Math.min(...sums));
  const residual = fixedResidual(samples, order);
  const rice = planRice(residual, count, order);
  const bits = 8 + order * sampleBits + rice.bits;
  return bits < best.bits ? { kind: 'fixed', samples, sampleBits, bits, order, residual, rice } : best;
}

/** What a channel would cost in bits, by the fixed predictors. @param sums see `fixedSums` */
export function estimateBits(sums: readonly number[], samples: number): number {
  return samples * Math.log2(1 + Math.min(...sums) / samples);
}

export function writeSubframe(out: BitWriter, plan: SubframePlan): void {
  const { samples, sampleBits } = plan;
  switch (plan.kind) {
    case 'constant':
      out.write(0, 8);
      out.writeLong(samples[0]!, sampleBits);
      return;
    case 'verbatim':
      out.write(1 << 1, 8);
      for (let i = 0; i < samples.length; i++) out.writeLong(samples[i]!, sampleBits);
      return;
    case 'fixed':
      out.write((8 | plan.order) << 1, 8);
      for (let i = 0; i < plan.order; i++) out.writeLong(samples[i]!, sampleBits);
      writeRice(out, plan.residual, samples.length, plan.order, plan.rice);
      return;
    case 'linear': {
      const { coefficients, precision, shift } = plan.predictor;
      out.write((32 | (coefficients.length - 1)) << 1, 8);
      for (let i = 0; i < coefficients.length; i++) out.writeLong(samples[i]!, sampleBits);
      out.write(precision - 1, 4);
      out.write(shift, 5);
      for (const coefficient of coefficients) out.write(coefficient, precision);
      writeRice(out, plan.residual, samples.length, coefficients.length, plan.rice);
    }
  }
}

function planLinear(samples: Int32Array, sampleBits: number): SubframePlan | undefined {
  const predictor = fitPredictor(samples);
  const residual = predictor === undefined ? undefined : predictionResidual(samples, predictor);
  if (predictor === undefined || residual === undefined) return undefined;
  const order = predictor.coefficients.length;
  const rice = planRice(residual, samples.length, order);
  const bits = 8 + order * (sampleBits + predictor.precision) + 9 + rice.bits;
  return { kind: 'linear', samples, sampleBits, bits, predictor, residual, rice };
}

function isConstant(samples: Int32Array): boolean {
  const first = samples[0];
  return samples.every((sample) => sample === first);
}
