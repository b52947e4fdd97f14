/** The options of `divisi separate`, and the request that they make. */
import { basename, extname, resolve } from 'node:path';
import { Option } from 'commander';
import type { Command } from 'commander';
import { divisiError } from '../../../shared/contract/errors.ts';
import type { ToleranceSec } from '../../../shared/labels/label-settings.ts';
import { err, ok } from '../../../shared/std/result.ts';
import type { Result } from '../../../shared/std/result.ts';
import { lambdaSchedules, methodNames } from '../../../shared/document/method-overrides.ts';
import type { MethodName, MethodOverrides } from '../../../shared/document/method-overrides.ts';
import { bitDepths, tensorBackends } from '../engine/separation-request.ts';
import type { BitDepth, SeparationRequest, TensorBackendChoice } from '../engine/separation-request.ts';
import { checkMethodOptions } from './method-options.ts';
import { addPinOptions, alignmentChoice } from './align-options.ts';
import type { AlignmentOptions } from './align-options.ts';
import {
  batchSize,
  excerptSpan,
  numberIn,
  pitchNumber,
  tolerancePair,
  toleranceValue,
} from './option-values.ts';
import { readGroups } from './read-groups.ts';

export type SeparateOptions = AlignmentOptions & {
  readonly out: string;
  readonly piece?: string;
  readonly groups?: string;
  readonly splitPitch?: number;
  readonly method: MethodName;
  readonly bits: BitDepth;
  readonly seed: number;
  readonly excerpt?: { start: number; end: number };
  readonly backend: TensorBackendChoice;
  readonly force?: true;
  readonly json?: true;
  readonly activity?: string;
  readonly modelCache?: string;
  readonly units?: number;
  readonly free?: number;
  readonly toleranceOnset?: ToleranceSec;
  readonly toleranceSustain?: ToleranceSec;
  readonly lambda?: number;
  readonly lambdaSchedule?: MethodOverrides['lambdaSchedule'];
  readonly frames?: number;
  readonly windowMs?: number;
  readonly hopMs?: number;
  readonly hidden?: number;
  readonly lr?: number;
  readonly epochs?: number;
  readonly batch?: number;
  readonly exponent?: number;
  readonly recipe?: MethodOverrides['recipe'];
};

export function addSeparateOptions(command: Command): Command {
  const whole = (min: number, max: number): ((text: string) => number) => numberIn({ min, max, whole: true });
  command
    .requiredOption('--out <folder>', 'folder for the stems, created when needed')
    .option('--piece <name>', "first part of the stems' names (default: the recording's name)")
    .option(
      '--groups <how>',
      'tracks, channels, instruments, hands, or a selection FILE.json (default: tracks)',
    )
    .option(
      '--split-pitch <pitch>',
      'with hands: notes from this pitch up are the right hand (60 or C4)',
      pitchNumber,
    )
    .addOption(
      new Option('--method <name>', 'how to separate; A to D are the published baselines')
        .choices(methodNames)
        .default('divisi'),
    )
    .option(
      '--tolerance <sec>',
      'widen notes by this, before and after, onset and sustain; auto: as sure as each note is',
      toleranceValue,
    )
    .option('--no-align', "take the score's times as the recording's times")
    .option('--alignment <file.json>', 'take the times that "divisi align --out" wrote');
  return addPinOptions(command)
    .addOption(new Option('--bits <format>', 'samples of the stems').choices(bitDepths).default('24'))
    .option('--seed <n>', 'same seed, same stems', whole(0, 2 ** 32 - 1), 1)
    .option('--excerpt <start-end>', 'separate only this part, in seconds', excerptSpan)
    .addOption(new Option('--backend <name>', 'tensor library').choices(tensorBackends).default('auto'))
    .option('--force', 'replace files that exist')
    .option('--json', 'print one JSON object to standard output')
    .option('--activity <file>', 'also write the trained activity per class and frame (.npy or .csv)')
    .option('--model-cache <folder>', 'keep the trained network, so that other groupings need no training')
    .optionsGroup('Method options (defaults depend on the method):')
    .option('--units <p>', 'units per class: one onset unit and p - 1 sustain units', whole(2, 64))
    .option('--free <n>', 'free background units', whole(0, 1024))
    .option('--tolerance-onset <before,after>', 'widening of onset labels, seconds', tolerancePair)
    .option('--tolerance-sustain <before,after>', 'widening of sustain labels, seconds', tolerancePair)
    .option('--lambda <weight>', 'weight of the activity penalty', numberIn({ min: 0, max: 1e9 }))
    .addOption(new Option('--lambda-schedule <name>', 'how that weight develops').choices(lambdaSchedules))
    .option(
      '--frames <n>',
      'neighbouring frames that the network sees, odd',
      numberIn({ min: 1, max: 31, odd: true }),
    )
    .option('--window-ms <ms>', 'analysis window', numberIn({ min: 5, max: 1000 }))
    .option('--hop-ms <ms>', 'step between windows', numberIn({ min: 1, max: 500 }))
    .option('--hidden <n>', 'width of the hidden layers', whole(1, 16_384))
    .option('--lr <rate>', 'learning rate', numberIn({ min: 0, max: 10, aboveMin: true }))
    .option('--epochs <n>', 'passes over the recording', whole(1, 1_000_000))
    .option('--batch <frames>', 'frames per step, or "full"', batchSize)
    .option('--exponent <p>', 'exponent of the masks', numberIn({ min: 0, max: 10, aboveMin: true }))
    .addOption(
      new Option('--recipe <name>', 'how B, C and D train: as published (default), or fast').choices([
        'paper',
        'divisi',
      ]),
    )
    .optionsGroup('Options:');
}

/** Reads a selection file if one is named. Fails with 'bad-usage', 'file-missing' or 'file-unreadable'. */
export async function buildRequest(
  recording: string,
  score: string,
  options: SeparateOptions,
  folder: string,
): Promise<Result<SeparationRequest>> {
  const groups = await readGroups(options, folder);
  if (!groups.ok) return groups;
  if (options.out.trim() === '') return err(divisiError('bad-usage', '--out needs the name of a folder.'));
  const { activity, windowMs, hopMs } = options;
  if (activity !== undefined && !['.npy', '.csv'].includes(extname(activity).toLowerCase())) {
    return err(divisiError('bad-usage', `--activity: "${activity}" must end in .npy or .csv.`));
  }
  if (windowMs !== undefined && hopMs !== undefined && hopMs > windowMs) {
    return err(divisiError('bad-usage', `--hop-ms ${hopMs} is longer than --window-ms ${windowMs}.`));
  }
  const alignment = alignmentChoice(options, folder);
  if (!alignment.ok) return alignment;
  const overrides = buildOverrides(options);
  const known = checkMethodOptions(options.method, overrides);
  if (!known.ok) return known;
  const recordingPath = resolve(folder, recording);
  return ok({
    recordingPath,
    scorePath: resolve(folder, score),
    outputFolder: resolve(folder, options.out),
    piece: options.piece ?? basename(recordingPath, extname(recordingPath)),
    groups: groups.value,
    method: options.method,
    overrides,
    alignment: alignment.value,
    autoTolerance: options.tolerance === 'auto',
    bits: options.bits,
    seed: options.seed,
    excerptSec: options.excerpt ?? null,
    backend: options.backend,
    force: options.force ?? false,
    activityPath: activity === undefined ? null : resolve(folder, activity),
    modelCacheFolder: options.modelCache === undefined ? null : resolve(folder, options.modelCache),
  });
}

function buildOverrides(options: SeparateOptions): MethodOverrides {
  const { tolerance } = options;
  const isNumber = typeof tolerance === 'number';
  const both = isNumber ? { before: tolerance, after: tolerance } : undefined;
  const overrides: { [K in keyof MethodOverrides]: MethodOverrides[K] | undefined } = {
    units: options.units,
    freeUnits: options.free,
    toleranceOnsetSec: options.toleranceOnset ?? both,
    toleranceSustainSec: options.toleranceSustain ?? both,
    lambda: options.lambda,
    lambdaSchedule: options.lambdaSchedule,
    contextFrames: options.frames,
    windowMs: options.windowMs,
    hopMs: options.hopMs,
    hiddenUnits: options.hidden,
    learningRate: options.lr,
    epochs: options.epochs,
    batchFrames: options.batch,
    maskExponent: options.exponent,
    recipe: options.recipe,
  };
  return Object.fromEntries(Object.entries(overrides).filter(([, value]) => value !== undefined));
}
