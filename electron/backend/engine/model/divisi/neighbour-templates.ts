/**
 * Templates of one instrument resemble each other: a pitch's partials have about the strengths of its
 * neighbours' partials. Pulling every template a little towards what its neighbours learnt takes out the
 * sound of other notes that happen to be played with it, and lends shape to rare pitches.
 */
import type { UnitTable } from '../../../../../shared/labels/unit-table.ts';
import type { MagnitudeBands } from '../magnitude-bands.ts';
import type { TemplateTies } from '../nmf/template-ties.ts';

export type NeighbourRule = {
  /** Weight of the neighbours, in units of the mean magnitude that a template explains. */
  readonly pull: number;
  /** Standard deviation of the neighbourhood, semitones. */
  readonly semitones: number;
};

type Neighbour = { readonly template: number; readonly weight: number; readonly ratio: number };

/** Of rows that sum to 1: a 0 on one side of a geometric mean does not erase the other. */
const floor = 1e-9;

/** Prepares the neighbourhoods; templates of free units have none. */
export class NeighbourTemplates {
  readonly #bands: MagnitudeBands;
  readonly #rule: NeighbourRule;
  readonly #neighbours: readonly (readonly Neighbour[])[];
  readonly #bandOfBin: Int32Array;

  constructor(unitTable: UnitTable, ties: TemplateTies, bands: MagnitudeBands, rule: NeighbourRule) {
    this.#bands = bands;
    this.#rule = rule;
    this.#neighbours = findNeighbours(unitTable, ties, rule.semitones);
    this.#bandOfBin = new Int32Array(bands.edges[bands.bandCount]!);
    for (let band = 0; band < bands.bandCount; band++) {
      this.#bandOfBin.fill(band, bands.edges[band], bands.edges[band + 1]);
    }
  }

  /**
   * @param templates [Kt, bands] flattened, rows summing to 1
   * @param explained [Kt], the magnitude that each explains
   * @returns rows of the same sums: geometric means of each and of its neighbours, which are moved to its
   *   pitch; the less a template explains, the more weight the neighbours have. Cost O(Kt bands neighbours).
   */
  pull(templates: Float32Array, explained: Float32Array): Float32Array {
    const { bandCount } = this.#bands;
    const pulled = templates.slice();
    const unit = this.#rule.pull * (explained.reduce((sum, value) => sum + value, 0) / explained.length);
    if (!(unit > 0)) return pulled;
    const mean = new Float64Array(bandCount);
    for (let template = 0; template < explained.length; template++) {
      const weight = unit * this.#meanOfNeighbours(template, templates, explained, mean);
      if (weight === 0) continue;
      const share = weight / (weight + explained[template]!);
      const row = pulled.subarray(template * bandCount, (template + 1) * bandCount);
      let sum = 0;
      for (let band = 0; band < bandCount; band++) {
        const value = (row[band]! + floor) ** (1 - share) * (mean[band]! + floor) ** share;
        row[band] = value;
        sum += value;
      }
      for (let band = 0; band < bandCount; band++) row[band]! /= sum;
    }
    return pulled;
  }

  /**
   * Weighted mean of the neighbours at the template's pitch, into `mean`, summing to 1.
   * @returns how much they count: 0 without any, 1 for a neighbourhood as full as a scale's, less for a few
   *   far ones
   */
  #meanOfNeighbours(
    template: number,
    templates: Float32Array,
    explained: Float32Array,
    mean: Float64Array,
  ): number {
    const { edges, bandCount } = this.#bands;
    mean.fill(0);
    let weights = 0;
    for (const { template: other, weight, ratio } of this.#neighbours[template]!) {
      const strength = weight * explained[other]!;
      if (!(strength > 0)) continue;
      weights += weight;
      const offset = other * bandCount;
      for (let band = 0; band < bandCount; band++) {
        const width = edges[band + 1]! - edges[band]!;
        const centre = (edges[band]! + edges[band + 1]! - 1) / 2;
        mean[band]! += strength * width * this.#densityAt(templates, offset, centre * ratio);
      }
    }
    const sum = mean.reduce((total, value) => total + value, 0);
    if (!(sum > 0)) return 0;
    for (let band = 0; band < bandCount; band++) mean[band]! /= sum;
    // The weights of a diatonic scale's neighbours add up to about the standard deviation.
    return Math.min(1, weights / this.#rule.semitones);
  }

  /** Magnitude per bin at a fraction of a bin, linear between bins; 0 past the last. */
  #densityAt(templates: Float32Array, offset: number, bin: number): number {
    const { edges } = this.#bands;
    const lower = Math.floor(bin);
    if (lower + 1 >= this.#bandOfBin.length) return 0;
    const low = this.#bandOfBin[lower]!;
    const high = this.#bandOfBin[lower + 1]!;
    const part = bin - lower;
    const lowDensity = templates[offset + low]! / (edges[low + 1]! - edges[low]!);
    const highDensity = templates[offset + high]! / (edges[high + 1]! - edges[high]!);
    return (1 - part) * lowDensity + part * highDensity;
  }
}

/** Reach of the neighbourhood in standard deviations. */
const reach = 7 / 3;

/** For every template: those of the same instrument and unit at other pitches nearby. */
function findNeighbours(unitTable: UnitTable, ties: TemplateTies, semitones: number): Neighbour[][] {
  const { classes, unitsPerClass } = unitTable;
  const origins = new Array<{ pitch: number; kind: string } | undefined>(ties.templateCount).fill(undefined);
  classes.forEach(({ pitchMidi, instrumentKey }, index) => {
    for (let unit = 0; unit < unitsPerClass; unit++) {
      const template = ties.templateOfUnit[index * unitsPerClass + unit]!;
      origins[template] = { pitch: pitchMidi, kind: `${unit} ${instrumentKey}` };
    }
  });
  return Array.from({ length: ties.templateCount }, (_, template) => {
    const own = origins[template];
    const found: Neighbour[] = [];
    if (own === undefined) return found;
    origins.forEach((other, index) => {
      if (other === undefined || index === template || other.kind !== own.kind) return;
      const distance = own.pitch - other.pitch;
      if (distance === 0 || Math.abs(distance) > reach * semitones) return;
      const weight = Math.exp((-distance * distance) / (2 * semitones * semitones));
      found.push({ template: index, weight, ratio: 2 ** (-distance / 12) });
    });
    return found;
  });
}
