/** The options of `bench quality`. */
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { divisiError } from '../../../shared/contract/errors.ts';
import { err, ok } from '../../../shared/std/result.ts';
import type { Result } from '../../../shared/std/result.ts';
import { excerptSpan } from '../../../electron/backend/cli/option-values.ts';
import { methodNames } from '../../../shared/document/method-overrides.ts';
import type { MethodName, TrainingRecipe } from '../../../shared/document/method-overrides.ts';
import type { Span } from './cut-recording.ts';
import { pianoNames } from './data-set.ts';
import type { PianoName } from './data-set.ts';

/** What is measured beside the plain table. */
export const extraSections = [
  'ceiling',
  'variants',
  'ensembles',
  'steps-claim',
  'time-curve',
  'activity',
] as const;
export type ExtraSection = (typeof extraSections)[number];

export type QualityOptions = {
  readonly data: string;
  readonly json: string;
  readonly pianos: readonly PianoName[];
  readonly methods: readonly MethodName[];
  readonly recipe: TrainingRecipe;
  /** null takes whole pieces. */
  readonly excerptSec: Span | null;
  readonly pieces: readonly string[] | null;
  readonly seed: number;
  /** Largest moves of the notes, milliseconds. */
  readonly jitterMs: readonly number[];
  readonly extras: ReadonlySet<ExtraSection>;
  /** Leaves out the plain table. */
  readonly only: boolean;
  /** Most training of the curves and of the paper's claim. */
  readonly limitSec: number;
};

const flags = {
  data: { type: 'string' },
  json: { type: 'string' },
  piano: { type: 'string', default: 'both' },
  methods: { type: 'string', default: methodNames.join(',') },
  recipe: { type: 'string', default: 'divisi' },
  excerpt: { type: 'string', default: '0-40' },
  pieces: { type: 'string' },
  seed: { type: 'string', default: '1' },
  'jitter-ms': { type: 'string', default: '' },
  minutes: { type: 'string', default: '30' },
  only: { type: 'boolean', default: false },
  // Rows that the file has are never measured again; the flag says so to the reader of a command.
  resume: { type: 'boolean', default: false },
  ...({
    ceiling: { type: 'boolean' },
    variants: { type: 'boolean' },
    ensembles: { type: 'boolean' },
    'steps-claim': { type: 'boolean' },
    'time-curve': { type: 'boolean' },
    activity: { type: 'boolean' },
  } satisfies Record<ExtraSection, { type: 'boolean' }>),
} as const;

/** @param folder relative paths are taken from here. Fails with 'bad-usage'. */
export function parseQualityOptions(args: readonly string[], folder: string): Result<QualityOptions> {
  try {
    const { values } = parseArgs({ args: [...args], options: flags });
    const { data, json, piano, excerpt } = values;
    if (data === undefined) throw new Error('--data DIR is missing');
    if (json === undefined) throw new Error('--json FILE is missing');
    const jitter = listOf(values['jitter-ms']).map((text) => positive(text, '--jitter-ms'));
    return ok({
      data: resolve(folder, data),
      json: resolve(folder, json),
      pianos: piano === 'both' ? pianoNames : [oneOf(piano, pianoNames, '--piano')],
      methods: listOf(values.methods).map((name) => oneOf(name, methodNames, '--methods')),
      recipe: oneOf(values.recipe, ['divisi', 'paper'] as const, '--recipe'),
      excerptSec: excerpt === 'whole' ? null : excerptSpan(excerpt),
      pieces: values.pieces === undefined ? null : listOf(values.pieces),
      seed: positive(values.seed, '--seed'),
      jitterMs: jitter,
      extras: new Set(extraSections.filter((name) => values[name] === true)),
      only: values.only,
      limitSec: 60 * positive(values.minutes, '--minutes'),
    });
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : String(cause);
    return err(divisiError('bad-usage', `bench quality: ${message}`));
  }
}

function listOf(text: string): string[] {
  return text
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '');
}

function oneOf<T extends string>(text: string, choices: readonly T[], option: string): T {
  const choice = choices.find((each) => each === text);
  if (choice === undefined) throw new Error(`${option} "${text}" is none of ${choices.join(', ')}`);
  return choice;
}

function positive(text: string, option: string): number {
  const value = Number(text);
  if (!(value > 0 && Number.isFinite(value))) throw new Error(`${option} "${text}" is no number above 0`);
  return value;
}
