/** The settings that the expert drawer shows, with their units and limits. */
import type { MethodDefaults } from '../../../shared/document/method-defaults.ts';
import type { MethodOverrides } from '../../../shared/document/method-overrides.ts';
import { strings } from '../../strings/en.ts';

/** Undefined where the method has no such setting. */
type Read = (values: MethodDefaults) => number | undefined;

export type ExpertField = {
  readonly name: string;
  readonly section: keyof typeof strings.train.sections;
  readonly title: string;
  readonly help?: string;
  readonly unit: string;
  readonly min: number;
  readonly max: number;
  readonly step: number;
  readonly digits: number;
  readonly read: Read;
  /** What the user has to say for the field to have a value, among what was said already. */
  readonly write: (value: number, values: MethodDefaults) => MethodOverrides;
  /** The override that it is, or is part of. */
  readonly override: keyof MethodOverrides;
};

type NumberOption = {
  readonly [K in keyof MethodOverrides]-?: NonNullable<MethodOverrides[K]> extends number ? K : never;
}[keyof MethodOverrides];

type Range = Pick<ExpertField, 'min' | 'max' | 'step' | 'digits'> & {
  readonly unit?: string;
  readonly help?: string;
};

const { fields, frames } = strings.train;
const { millis } = strings.general.units;
const count = { step: 1, digits: 0 };

function plain(section: ExpertField['section'], name: NumberOption, range: Range): ExpertField {
  return {
    name,
    section,
    title: fields[name],
    unit: '',
    ...range,
    read: (values) => values[name],
    write: (value) => ({ [name]: value }),
    override: name,
  };
}

function tolerance(
  name: 'onsetBefore' | 'onsetAfter' | 'sustainBefore' | 'sustainAfter',
  override: 'toleranceOnsetSec' | 'toleranceSustainSec',
  side: 'before' | 'after',
): ExpertField {
  return {
    name,
    section: 'labels',
    title: fields[name],
    unit: millis,
    min: 0,
    max: 60_000,
    step: 10,
    digits: 0,
    read(values) {
      const sides = values[override];
      return sides === undefined ? undefined : sides[side] * 1000;
    },
    write: (value, values) => ({
      [override]: { before: 0, after: 0, ...values[override], [side]: value / 1000 },
    }),
    override,
  };
}

export const expertFields: readonly ExpertField[] = Object.freeze([
  plain('labels', 'units', { min: 2, max: 16, ...count }),
  plain('labels', 'freeUnits', { min: 0, max: 64, ...count }),
  tolerance('onsetBefore', 'toleranceOnsetSec', 'before'),
  tolerance('onsetAfter', 'toleranceOnsetSec', 'after'),
  tolerance('sustainBefore', 'toleranceSustainSec', 'before'),
  tolerance('sustainAfter', 'toleranceSustainSec', 'after'),
  plain('spectrum', 'windowMs', { unit: millis, min: 5, max: 1000, step: 1, digits: 1 }),
  plain('spectrum', 'hopMs', { unit: millis, min: 1, max: 500, step: 1, digits: 1 }),
  plain('network', 'hiddenUnits', { min: 8, max: 8192, step: 8, digits: 0 }),
  plain('network', 'contextFrames', { unit: frames, min: 1, max: 31, step: 2, digits: 0 }),
  plain('training', 'epochs', { min: 1, max: 100_000, ...count }),
  plain('training', 'batchFrames', { unit: frames, help: fields.batchHelp, min: 0, max: 100_000, ...count }),
  plain('training', 'learningRate', { min: 1e-7, max: 1, step: 0.0001, digits: 6 }),
  plain('training', 'lambda', { min: 0, max: 1000, step: 0.1, digits: 4 }),
  plain('masks', 'maskExponent', { min: 0.5, max: 4, step: 0.05, digits: 2 }),
]);

/** Those that the method has, by section. */
export function expertSections(defaults: MethodDefaults): readonly {
  readonly section: ExpertField['section'];
  readonly title: string;
  readonly fields: readonly ExpertField[];
}[] {
  const { sections } = strings.train;
  return (Object.keys(sections) as (keyof typeof sections)[])
    .map((section) => ({
      section,
      title: sections[section],
      fields: expertFields.filter((field) => field.section === section && field.read(defaults) !== undefined),
    }))
    .filter((each) => each.fields.length > 0);
}
