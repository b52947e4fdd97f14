/** The options of `divisi project set`, and the list of edits that they stand for. */
import { InvalidArgumentError, Option } from 'commander';
import type { Command } from 'commander';
import type { ToleranceSec } from '../../../../shared/labels/label-settings.ts';
import type { WarpPoint } from '../../../../shared/music/alignment.ts';
import { methodNames } from '../../../../shared/document/method-overrides.ts';
import type { MethodName } from '../../../../shared/document/method-overrides.ts';
import { anchorPair, numberIn, pitchNumber, skipSpan, tolerancePair } from '../option-values.ts';

type Span = { readonly fromSec: number; readonly toSec: number };
type Named = { readonly name: string; readonly tolerance: ToleranceSec };

export type ProjectSetOptions = {
  readonly set?: readonly string[];
  readonly tolerance?: ToleranceSec;
  readonly groupTolerance?: readonly Named[];
  readonly noteTolerance?: readonly Named[];
  readonly anchor?: readonly WarpPoint[];
  readonly skip?: readonly Span[];
  readonly lock?: readonly Span[];
  readonly groups?: string;
  readonly splitPitch?: number;
  readonly method?: MethodName;
  readonly seed?: number;
  readonly listen?: string;
  readonly recording?: string;
  readonly undo?: true;
  readonly redo?: true;
};

export function addSetOptions(command: Command): Command {
  return command
    .option('--set <file.json>', 'a list of edits, see below (may be given again)', added)
    .option('--tolerance <before,after>', 'of all notes: widening of labels, seconds', tolerancePair)
    .option('--group-tolerance <name=before,after>', 'of one group (may be given again)', namedTolerance)
    .option('--note-tolerance <id=before,after>', 'of one note (may be given again)', namedTolerance)
    .option('--anchor <score=audio>', 'these seconds belong together (may be given again)', anchorPair)
    .option('--skip <start-end>', 'these seconds hold none of the score (may be given again)', skipSpan)
    .option('--lock <start-end>', 'notes in these seconds stay where they are (may be given again)', skipSpan)
    .option('--groups <how>', 'new groups in place of all: tracks, channels, instruments, hands, FILE.json')
    .option('--split-pitch <pitch>', 'with hands: notes from this pitch up are the right hand', pitchNumber)
    .addOption(new Option('--method <name>', 'how the next training learns').choices(methodNames))
    .option('--seed <n>', 'of the next training', numberIn({ min: 0, max: 2 ** 32 - 1, whole: true }))
    .option('--listen <version>', 'the version that is rendered and gone on from')
    .option('--recording <file>', 'where the recording is now')
    .option('--undo', 'take the last edit back')
    .option('--redo', 'do it again');
}

/** The edits of all options but --set, --groups, --recording, --undo and --redo. */
export function editsOf(options: ProjectSetOptions): object[] {
  const { tolerance, method, seed, listen } = options;
  const model = { ...(method === undefined ? {} : { method }), ...(seed === undefined ? {} : { seed }) };
  return [
    ...(tolerance === undefined ? [] : [{ do: 'tolerance', ...sidesOf(tolerance) }]),
    ...(options.groupTolerance ?? []).map((named) => {
      return { do: 'tolerance', groups: [named.name], ...sidesOf(named.tolerance) };
    }),
    ...(options.noteTolerance ?? []).map((named) => {
      return { do: 'tolerance', notes: [named.name], ...sidesOf(named.tolerance) };
    }),
    ...(options.anchor ?? []).map(([scoreSec, audioSec]) => ({ do: 'anchor', scoreSec, audioSec })),
    ...(options.skip ?? []).map((span) => ({ do: 'skip', ...span })),
    ...(options.lock ?? []).map((span) => ({ do: 'lock', ...span })),
    ...(Object.keys(model).length === 0 ? [] : [{ do: 'model', ...model }]),
    ...(listen === undefined ? [] : [{ do: 'listen', id: listen }]),
  ];
}

function sidesOf({ before, after }: ToleranceSec): object {
  return { onsetBeforeSec: before, onsetAfterSec: after, sustainBeforeSec: before, sustainAfterSec: after };
}

function added(file: string, before: readonly string[] = []): readonly string[] {
  return [...before, file];
}

function namedTolerance(text: string, before: readonly Named[] = []): readonly Named[] {
  const at = text.lastIndexOf('=');
  if (at < 1) throw new InvalidArgumentError('It must be NAME=BEFORE,AFTER, such as right=0.1,0.3.');
  return [...before, { name: text.slice(0, at), tolerance: tolerancePair(text.slice(at + 1)) }];
}
