/** The settings that the expert drawer shows, with their units and limits. */
import type { MethodOverrides } from '../../../shared/document/method-overrides.ts';
import { strings } from '../../strings/en.ts';

type NumberOption = {
  readonly [K in keyof MethodOverrides]-?: NonNullable<MethodOverrides[K]> extends number ? K : never;
}[keyof MethodOverrides];

export type ExpertField = {
  readonly name: NumberOption;
  readonly title: string;
  readonly unit?: string;
  readonly min: number;
  readonly max: number;
  readonly step: number;
  readonly digits: number;
};

const { fields, frames } = strings.train;
const { millis } = strings.general.units;
const count = { step: 1, digits: 0 };

export const expertFields: readonly ExpertField[] = Object.freeze([
  { name: 'units', title: fields.units, min: 2, max: 16, ...count },
  { name: 'freeUnits', title: fields.freeUnits, min: 0, max: 64, ...count },
  { name: 'windowMs', title: fields.windowMs, unit: millis, min: 5, max: 1000, step: 1, digits: 1 },
  { name: 'hopMs', title: fields.hopMs, unit: millis, min: 1, max: 500, step: 1, digits: 1 },
  { name: 'contextFrames', title: fields.contextFrames, unit: frames, min: 1, max: 31, step: 2, digits: 0 },
  { name: 'hiddenUnits', title: fields.hiddenUnits, min: 8, max: 8192, step: 8, digits: 0 },
  { name: 'lambda', title: fields.lambda, min: 0, max: 1000, step: 0.1, digits: 4 },
  { name: 'learningRate', title: fields.learningRate, min: 1e-7, max: 1, step: 0.0001, digits: 6 },
  { name: 'epochs', title: fields.epochs, min: 1, max: 100_000, ...count },
  { name: 'batchFrames', title: fields.batchFrames, unit: frames, min: 0, max: 100_000, ...count },
  { name: 'maskExponent', title: fields.maskExponent, min: 0.5, max: 4, step: 0.05, digits: 2 },
]);
