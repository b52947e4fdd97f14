/** Where a factorisation starts: what a note of a pitch may sound like, before anything is learnt. */
import type { UnitTable } from '../../../../../shared/labels/unit-table.ts';
import { createRng } from '../../../../../shared/std/rng.ts';
import type { MagnitudeBands } from '../magnitude-bands.ts';

export type TemplateShape = {
  /** The h-th partial starts at h to the power of minus this. */
  readonly partialDecay: number;
  /** Share of an onset unit's energy that lies flat over all bands; the rest is that of its partials. */
  readonly onsetFlatness: number;
};

const templateDefaults = Object.freeze({
  /** Semitones to each side of a partial that its energy may fill: mistuning, vibrato, the window's width. */
  partialHalfWidth: 0.5,
  /** The h-th partial starts at h^-2: about what plucked and struck strings have. */
  partialDecay: 2,
  onsetFlatness: 1,
});

/**
 * Spectral templates, [K, bands] flattened, every row summing to 1. Sustain units have energy around the
 * partials of their pitch and 0 elsewhere, which multiplicative updates keep; onset units are flat, as a
 * stroke is noise; free units are flat with seeded random deviations, so that they can part.
 * @source Ewert & Mueller, ICASSP 2012, section 3. Cost O(K bands).
 */
export function harmonicTemplates(
  unitTable: UnitTable,
  bands: MagnitudeBands,
  tuningCents: number,
  seed: number,
  shape: TemplateShape = templateDefaults,
): Float32Array {
  const { unitCount, unitsPerClass, classes } = unitTable;
  const { bandCount } = bands;
  const rng = createRng(seed, freeTemplateStream);
  const templates = new Float32Array(unitCount * bandCount);
  for (let unit = 0; unit < unitCount; unit++) {
    const row = templates.subarray(unit * bandCount, (unit + 1) * bandCount);
    const labelClass = classes[Math.floor(unit / unitsPerClass)];
    if (labelClass === undefined)
      for (let band = 0; band < bandCount; band++) row[band] = 0.5 + rng.nextFloat();
    else {
      const pitchHz = 440 * 2 ** ((labelClass.pitchMidi - 69 + tuningCents / 100) / 12);
      fillPartials(row, pitchHz, bands, shape.partialDecay);
    }
    const sum = row.reduce((total, value) => total + value, 0);
    const isOnset = labelClass !== undefined && unit % unitsPerClass === 0;
    const flatness = isOnset ? shape.onsetFlatness : 0;
    for (let band = 0; band < bandCount; band++) {
      row[band] = ((1 - flatness) * row[band]!) / sum + flatness / bandCount;
    }
  }
  return templates;
}

const freeTemplateStream = 0x7e;

/** A pitch above the highest band (the top of the keyboard at 8 kHz) gets a flat row. */
function fillPartials(
  row: Float32Array,
  pitchHz: number,
  { edges, bandCount, binHz }: MagnitudeBands,
  partialDecay: number,
): void {
  const spread = 2 ** (templateDefaults.partialHalfWidth / 12);
  const lastBin = edges[bandCount]! - 1;
  let band = 0;
  for (let partial = 1; partial * pitchHz < lastBin * binHz; partial++) {
    const hz = partial * pitchHz;
    const lowBin = Math.floor(hz / spread / binHz);
    const highBin = Math.ceil((hz * spread) / binHz);
    // Partials rise, so the first band of interest never moves back.
    while (edges[band + 1]! <= lowBin) band++;
    for (let at = band; at < bandCount && edges[at]! <= highBin; at++) {
      row[at] = Math.max(row[at]!, partial ** -partialDecay);
    }
  }
  if (row.every((value) => value === 0)) row.fill(1);
}
