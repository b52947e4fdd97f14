/** The options that say how a score is aligned, the same for `align` and `separate`. */
import { resolve } from 'node:path';
import { Option } from 'commander';
import type { Command } from 'commander';
import type { AlignmentPins } from '../../../shared/music/alignment.ts';
import { alignerNames } from '../engine/alignment-choice.ts';
import { divisiError } from '../../../shared/contract/errors.ts';
import { err, ok } from '../../../shared/std/result.ts';
import type { Result } from '../../../shared/std/result.ts';
import type { AlignerName, AlignmentChoice, AlignOrder } from '../engine/alignment-choice.ts';
import { anchorPair, skipSpan } from './option-values.ts';

export type PinOptions = {
  readonly aligner?: AlignerName;
  readonly anchor?: AlignmentPins['anchors'];
  readonly skip?: AlignmentPins['skips'];
};

/** What `separate` adds to them. */
export type AlignmentOptions = PinOptions & {
  readonly align: boolean;
  readonly alignment?: string;
  readonly tolerance?: number | 'auto';
};

export function addPinOptions(command: Command): Command {
  return command
    .addOption(
      new Option('--aligner <name>', 'how to align: chords (default), or dtw, the published one').choices(
        alignerNames,
      ),
    )
    .option(
      '--anchor <score=audio>',
      'these seconds belong together, exactly (may be given again)',
      anchorPair,
    )
    .option(
      '--skip <start-end>',
      'these seconds of the recording hold none of the score (may be given again)',
      skipSpan,
    );
}

export function alignOrder({ aligner = 'chords', anchor = [], skip = [] }: PinOptions): AlignOrder {
  return { aligner, pins: { anchors: anchor, skips: skip } };
}

/** Fails with 'bad-usage' for options that contradict each other. */
export function alignmentChoice(options: AlignmentOptions, folder: string): Result<AlignmentChoice> {
  const { align, alignment, tolerance } = options;
  const ways = [
    ...(align ? [] : ['--no-align']),
    ...(alignment === undefined ? [] : ['--alignment']),
    ...(['aligner', 'anchor', 'skip'] as const)
      .filter((name) => options[name] !== undefined)
      .map((name) => `--${name}`),
  ];
  const [first, second] = ways;
  if ((!align || alignment !== undefined) && first !== undefined && second !== undefined) {
    return err(divisiError('bad-usage', `${second} has no effect with ${first}.`));
  }
  if (!align && tolerance === 'auto') {
    const message = '--tolerance auto needs an alignment, which --no-align leaves out.';
    return err(divisiError('bad-usage', message));
  }
  if (!align) return ok({ kind: 'none' });
  if (alignment !== undefined) return ok({ kind: 'file', path: resolve(folder, alignment) });
  return ok({ kind: 'align', ...alignOrder(options) });
}

const listOptions = [
  { name: '--anchor', value: /^\d[\d.]*=\d[\d.]*$/ },
  { name: '--skip', value: /^\d[\d.]*-\d[\d.]*$/ },
];

/** `--anchor 1=2 3=4` is read as `--anchor 1=2 --anchor 3=4`. */
export function spreadLists(args: readonly string[]): string[] {
  const spread: string[] = [];
  let list: (typeof listOptions)[number] | undefined;
  let isFirst = false;
  for (const arg of args) {
    const opened = listOptions.find(({ name }) => name === arg);
    if (opened !== undefined) isFirst = true;
    else if (isFirst) isFirst = false;
    else if (list?.value.test(arg) === true) spread.push(list.name);
    else list = undefined;
    list = opened ?? list;
    spread.push(arg);
  }
  return spread;
}
