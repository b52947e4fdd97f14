import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  bssEvalSources,
  bssEvalTaps,
  SourceScorer,
} from '../../../../../../electron/backend/engine/evaluate/bss-eval.ts';
import { LaggedCorrelations } from '../../../../../../electron/backend/engine/evaluate/lagged-correlations.ts';
import { recipeSignal, seededNoise, type Term } from '../../../../../support/recipe-signal.ts';

type Expected = Record<'sdr' | 'sir' | 'sar', (number | null)[]>;
type Case = Expected & {
  name: string;
  length: number;
  bits?: number;
  references: Term[][];
  estimates: Term[][];
};
type StereoCase = Expected & { length: number; references: Term[][][]; estimates: Term[][][] };

const fixture = JSON.parse(
  readFileSync(new URL('../../../../../fixtures/bss-eval/cases.json', import.meta.url), 'utf8'),
) as { cases: Case[]; stereo: StereoCase };

function expectAgreement(
  scores: readonly { sdr: number; sir: number; sar: number }[],
  expected: Expected,
): void {
  expect(scores).toHaveLength(expected.sdr.length);
  for (const [j, score] of scores.entries()) {
    expect(Math.abs(score.sdr - atMostCeiling(expected.sdr[j]))).toBeLessThan(0.01);
    expect(Math.abs(score.sir - atMostCeiling(expected.sir[j]))).toBeLessThan(0.01);
    expect(Math.abs(score.sar - atMostCeiling(expected.sar[j]))).toBeLessThan(0.01);
  }
}

/** Above 120 dB mir_eval measures rounding, or (null) nothing that could interfere. */
function atMostCeiling(db: number | null | undefined): number {
  if (db === undefined) throw new Error('expected a value of mir_eval');
  return Math.min(db ?? Infinity, 120);
}

describe('bssEvalSources', () => {
  it.each(fixture.cases.map((entry) => [entry.name, entry] as const))(
    '[E1] agrees with mir_eval within 0.01 dB: %s',
    (_, entry) => {
      const make = (recipe: Term[]): Float64Array => recipeSignal(recipe, entry.length, entry.bits);
      expectAgreement(bssEvalSources(entry.references.map(make), entry.estimates.map(make)), entry);
    },
  );

  it('[E2] several channels count as one signal laid end to end', () => {
    const { length, references, estimates } = fixture.stereo;
    const correlations = new LaggedCorrelations(2, 4, bssEvalTaps);
    for (const channel of [0, 1]) {
      const recipes = [...references, ...estimates].map((channels) => channels[channel] as Term[]);
      correlations.addBlock(
        recipes.map((recipe) => recipeSignal(recipe, length)),
        length,
      );
    }
    expectAgreement(new SourceScorer(correlations.finish(), 2).scores([2, 3]), fixture.stereo);
  });

  it('[E3] a copied reference does not break the measure, and perfect estimates stop at 120 dB', () => {
    const source = seededNoise(1, 4000);
    const scores = bssEvalSources([source, source.slice()], [source, source]);
    for (const score of scores) {
      expect(score.sdr).toBeGreaterThan(80);
      expect(score.sdr).toBeLessThanOrEqual(120);
    }
  });

  it('[E3] silent, unequal or unpaired signals are refused', () => {
    const source = seededNoise(1, 1000);
    expect(() => bssEvalSources([source], [new Float64Array(1000)])).toThrow(/silent/);
    expect(() => bssEvalSources([source], [source.map(() => NaN)])).toThrow(/non-finite/);
    expect(() => bssEvalSources([source], [source.slice(1)])).toThrow(/expected \[1000\]/);
    expect(() => bssEvalSources([source], [])).toThrow(/expected 1 estimates/);
    expect(bssEvalSources([], [])).toEqual([]);
  });
});
