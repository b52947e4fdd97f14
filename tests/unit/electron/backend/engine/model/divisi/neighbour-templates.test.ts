import { describe, expect, it } from 'vitest';
import { NeighbourTemplates } from '../../../../../../../electron/backend/engine/model/divisi/neighbour-templates.ts';
import { magnitudeBands } from '../../../../../../../electron/backend/engine/model/magnitude-bands.ts';
import { tieTemplates } from '../../../../../../../electron/backend/engine/model/nmf/template-ties.ts';
import type { UnitTable } from '../../../../../../../shared/labels/unit-table.ts';

const piano = { part: 0, instrumentKey: 'gm0', decays: true };
/** Classes of the piano at 57-61 and 90, a violin at 59; two units each, and a free one. */
const unitTable: UnitTable = {
  unitCount: 15,
  unitsPerClass: 2,
  freeUnits: 1,
  classes: [
    ...[57, 58, 59, 60, 61, 90].map((pitchMidi) => ({ ...piano, pitchMidi })),
    { part: 1, pitchMidi: 59, instrumentKey: 'gm40', decays: false },
  ],
};
const rare = { pitch: 59, sustain: 5 };
const lonelySustain = 11;
const violinSustain = 13;
const free = 14;

const bands = magnitudeBands(801, 5, 0.005);
const { bandCount, edges, binHz } = bands;
const ties = tieTemplates(unitTable, true);

/** Partials of given strengths, each two semitones wide; sums to 1. */
function sound(pitchMidi: number, strengths: readonly number[]): Float32Array {
  const pitchHz = 440 * 2 ** ((pitchMidi - 69) / 12);
  const row = new Float32Array(bandCount);
  for (let band = 0; band < bandCount; band++) {
    const width = edges[band + 1]! - edges[band]!;
    const hz = ((edges[band]! + edges[band + 1]! - 1) / 2) * binHz;
    strengths.forEach((strength, index) => {
      const semitones = 12 * Math.log2(hz / (pitchHz * (index + 1)));
      // Moving by a ratio keeps the width in semitones; in hertz it grows, and the strength with it.
      row[band]! += hz > 0 ? (strength / (index + 1)) * width * Math.exp(-2 * semitones ** 2) : 0;
    });
  }
  return normalised(row);
}

function normalised(row: Float32Array): Float32Array {
  const sum = row.reduce((total, value) => total + value, 0);
  return row.map((value) => value / sum);
}

const strengths = [1, 0.7, 0.2, 0.5];
const truth = new Float32Array(ties.templateCount * bandCount);
for (let unit = 0; unit < unitTable.unitCount; unit++) {
  const pitch = unitTable.classes[Math.floor(unit / 2)]?.pitchMidi ?? 40;
  const own = unit === violinSustain ? [0.1, 0.1, 1] : strengths;
  truth.set(sound(pitch, own), unit * bandCount);
}
const loud = new Float32Array(ties.templateCount).fill(100);

function pull(templates: Float32Array, explained: Float32Array, strength = 0.5): Float32Array {
  return new NeighbourTemplates(unitTable, ties, bands, { pull: strength, semitones: 2 }).pull(
    templates,
    explained,
  );
}

function rowOf(templates: Float32Array, template: number): Float32Array {
  return templates.subarray(template * bandCount, (template + 1) * bandCount);
}

/** Half the sum of differences: the share of a row that lies elsewhere. */
function distance(one: Float32Array, other: Float32Array): number {
  return one.reduce((sum, value, band) => sum + Math.abs(value - other[band]!), 0) / 2;
}

function withRow(template: number, row: Float32Array): Float32Array {
  const changed = truth.slice();
  changed.set(row, template * bandCount);
  return changed;
}

describe('neighbouring templates', () => {
  it('[X52] rows still sum to 1 and stay non-negative', () => {
    const pulled = pull(truth, loud);
    for (let template = 0; template < ties.templateCount; template++) {
      const row = rowOf(pulled, template);
      expect(row.reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 5);
      expect(Math.min(...row)).toBeGreaterThanOrEqual(0);
    }
  });

  it('[X52] templates that agree with their neighbours hardly change', () => {
    const pulled = pull(truth, loud);
    for (let template = 0; template < ties.templateCount; template++) {
      expect(distance(rowOf(pulled, template), rowOf(truth, template))).toBeLessThan(0.02);
    }
  });

  it("[X52] another note's partials, which the neighbours do not have, fade", () => {
    const own = rowOf(truth, rare.sustain);
    const foreign = sound(rare.pitch + 5.5, [1]);
    const polluted = withRow(
      rare.sustain,
      own.map((value, band) => 0.7 * value + 0.3 * foreign[band]!),
    );
    const before = distance(rowOf(polluted, rare.sustain), own);
    const once = pull(polluted, loud);
    expect(distance(rowOf(once, rare.sustain), own)).toBeLessThan(0.75 * before);
    let templates = polluted;
    for (let pass = 0; pass < 8; pass++) templates = pull(templates, loud);
    expect(distance(rowOf(templates, rare.sustain), own)).toBeLessThan(0.15 * before);
  });

  it("[X53] a template that explains next to nothing gets its neighbours' shape at its own pitch", () => {
    const explained = loud.slice();
    explained[rare.sustain] = 0.01;
    const guess = withRow(rare.sustain, sound(rare.pitch, [1, 0.25, 0.11, 0.06]));
    const own = rowOf(truth, rare.sustain);
    expect(distance(rowOf(guess, rare.sustain), own)).toBeGreaterThan(0.2);
    expect(distance(rowOf(pull(guess, explained), rare.sustain), own)).toBeLessThan(0.03);
    // The more it explains itself, the less it listens.
    const shares = [1, 10, 100, 1000].map((level) => {
      explained[rare.sustain] = level;
      return distance(rowOf(pull(guess, explained), rare.sustain), own);
    });
    expect(shares).toEqual([...shares].sort((a, b) => a - b));
  });

  it('[X54] without sounding neighbours, and for free units, nothing changes', () => {
    const pulled = pull(truth, loud);
    for (const template of [lonelySustain, violinSustain, free]) {
      expect(rowOf(pulled, template)).toEqual(rowOf(truth, template));
    }
    const alone = new Float32Array(ties.templateCount);
    alone[rare.sustain] = 100;
    expect(rowOf(pull(truth, alone), rare.sustain)).toEqual(rowOf(truth, rare.sustain));
    expect(pull(truth, new Float32Array(ties.templateCount))).toEqual(truth);
    const silent = loud.slice();
    silent[rare.sustain] = 0;
    expect(pull(truth, silent, 0)).toEqual(truth);
  });

  it('[X54] neither other instruments nor other units of the class are listened to', () => {
    const noise = new Float32Array(bandCount).fill(1 / bandCount);
    const expected = rowOf(pull(truth, loud), rare.sustain);
    for (const other of [violinSustain, rare.sustain - 1, rare.sustain + 1, free]) {
      expect(rowOf(pull(withRow(other, noise), loud), rare.sustain)).toEqual(expected);
    }
    expect(rowOf(pull(withRow(rare.sustain + 2, noise), loud), rare.sustain)).not.toEqual(expected);
  });
});
