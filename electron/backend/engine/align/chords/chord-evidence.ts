/** How well a frame of the recording fits a chord's beginning, and the sound after it. */
import { tonePartials } from '../coarse/pool-score.ts';
import { bandCount, lowestBandMidi } from '../features/band-bank.ts';
import { sharpen, toUnit } from '../coarse/pooled-bands.ts';
import { unitScale } from '../features/unit-frames.ts';
import type { UnitFrames } from '../features/unit-frames.ts';
import type { ScoreChord } from './score-chords.ts';

/** A direction in band space: the bands that it has anything in, and how much. */
export type Template = { readonly bands: Int32Array; readonly weights: Float32Array };

/** Level of a held tone falls to 1/e in this long. */
const decaySec = 3;
/** Frames before one in which the same soft beginning may have risen already, and what of that is taken off. */
const softReachFrames = 15;
const softShare = 0.5;

function onsetTemplate(chord: ScoreChord, transposeSemitones: number): Template {
  const values = new Float32Array(bandCount);
  for (const { pitchMidi } of chord.notes) addTone(values, pitchMidi + transposeSemitones, 1);
  let squares = 0;
  for (const value of values) squares += value * value;
  const scale = squares > 0 ? 1 / Math.sqrt(squares) : 0;
  return sparse(values.map((value) => value * scale));
}

export function sustainTemplate(chord: ScoreChord, transposeSemitones: number): Template {
  const values = new Float32Array(bandCount);
  for (const { pitchMidi } of chord.notes) addTone(values, pitchMidi + transposeSemitones, 1);
  for (const { pitchMidi, onsetSec } of chord.held) {
    addTone(values, pitchMidi + transposeSemitones, Math.exp(-(chord.onsetSec - onsetSec) / decaySec));
  }
  sharpen(values, 0);
  toUnit(values, 0, 1e-6);
  return sparse(values);
}

/** Correlations in [-1, 1] of frames [from, from + out.length) with a template. */
export function soundingEvidence(
  units: UnitFrames,
  template: Template,
  from: number,
  out: Float32Array,
): void {
  correlate(units.sounding, template, from, out);
}

/**
 * How well frames [from, from + out.length) fit the chord's beginning, in [0, 1]. A soft one rises for a while:
 * what rose shortly before is taken off, so that the first of its frames is the best.
 */
export function beginningEvidence(
  units: UnitFrames,
  chord: ScoreChord,
  transposeSemitones: number,
  from: number,
  out: Float32Array,
): void {
  const template = onsetTemplate(chord, transposeSemitones);
  if (!chord.isSoft) {
    correlate(units.beginning, template, from, out);
    return;
  }
  const lead = Math.min(from, softReachFrames);
  const rises = new Float32Array(lead + out.length);
  correlate(units.beginning, template, from - lead, rises);
  for (let n = 0; n < out.length; n++) {
    let former = 0;
    for (let k = n + lead - 2; k >= Math.max(0, n + lead - softReachFrames); k--)
      former = Math.max(former, rises[k]!);
    out[n] = Math.max(0, rises[n + lead]! - softShare * former);
  }
}

function correlate(
  values: Int8Array | Uint8Array,
  { bands, weights }: Template,
  from: number,
  out: Float32Array,
): void {
  for (let n = 0; n < out.length; n++) {
    const row = (from + n) * bandCount;
    let sum = 0;
    for (let i = 0; i < bands.length; i++) sum += values[row + bands[i]!]! * weights[i]!;
    out[n] = sum / unitScale;
  }
}

function addTone(values: Float32Array, pitchMidi: number, level: number): void {
  for (const [semitones, weight] of tonePartials) {
    const band = pitchMidi + semitones - lowestBandMidi;
    if (band >= 0 && band < bandCount) values[band]! += weight * level;
  }
}

function sparse(values: Float32Array): Template {
  const bands = Array.from(values.keys()).filter((b) => Math.abs(values[b]!) > 1e-3);
  return { bands: Int32Array.from(bands), weights: Float32Array.from(bands, (b) => values[b]!) };
}
