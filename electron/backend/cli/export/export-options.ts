/** The options of `divisi export`, and the request that they make. */
import { join, resolve } from 'node:path';
import { InvalidArgumentError, Option } from 'commander';
import type { Command } from 'commander';
import { divisiError } from '../../../../shared/contract/errors.ts';
import {
  exportBits,
  fullScaleChoices,
  mixFormats,
  sessionFormats,
  stemFormats,
} from '../../../../shared/export/export-request.ts';
import type {
  ExportBits,
  ExportRequest,
  FullScaleChoice,
  MixFormat,
  SessionFormat,
  StemFormat,
} from '../../../../shared/export/export-request.ts';
import type { ExportSession } from '../../../../shared/export/export-session.ts';
import { pieceName } from '../../../../shared/export/export-names.ts';
import { err, ok } from '../../../../shared/std/result.ts';
import type { Result } from '../../../../shared/std/result.ts';
import { tensorBackends } from '../../engine/separation-request.ts';
import type { TensorBackendChoice } from '../../engine/separation-request.ts';
import { excerptSpan, numberIn } from '../option-values.ts';

export type ExportOptions = {
  readonly out?: string;
  readonly format: StemFormat;
  readonly bits: ExportBits;
  readonly only?: readonly string[];
  readonly range?: { readonly start: number; readonly end: number };
  readonly loop?: true;
  readonly postFader?: true;
  readonly original?: true;
  readonly mix?: MixFormat;
  readonly without?: readonly string[];
  readonly sessions?: readonly SessionFormat[];
  readonly midi: boolean;
  readonly tables: boolean;
  readonly overFullScale: FullScaleChoice;
  readonly seed: number;
  readonly versionId?: string;
  readonly backend: TensorBackendChoice;
  readonly force?: true;
  readonly json?: true;
};

export function addExportOptions(command: Command): Command {
  return command
    .option('--out <folder>', "folder for the files (default: a new one in the project's exports/)")
    .addOption(new Option('--format <name>', 'of the stems').choices(stemFormats).default('wav'))
    .addOption(new Option('--bits <format>', 'samples of the stems').choices(exportBits).default('24'))
    .option('--only <stem...>', 'only these stems, by name (rest and residual are names, too)')
    .option('--range <start-end>', 'only this part, in seconds', excerptSpan)
    .option('--loop', "only the project's loop")
    .option('--post-fader', 'stems with gain, pan, mute and solo of the mixer')
    .option('--original', 'the recording beside its stems')
    .addOption(new Option('--mix <format>', 'also a mix of what the mixer plays').choices(mixFormats))
    .option('--without <stem...>', 'leave these out of the mix: everything but my part')
    .option('--sessions <formats>', `for other programs: ${sessionFormats.join(', ')}`, sessionList)
    .option('--no-midi', 'without the MIDI files')
    .option('--no-tables', 'without labels and tables')
    .addOption(
      new Option('--over-full-scale <choice>', 'what becomes of sound that the format cannot hold')
        .choices(fullScaleChoices)
        .default('ask'),
    )
    .option('--seed <n>', 'same seed, same dither', numberIn({ min: 0, max: 2 ** 32 - 1, whole: true }), 1)
    .option('--version-id <id>', 'which version (default: the one that is listened to)')
    .addOption(new Option('--backend <name>', 'tensor library').choices(tensorBackends).default('auto'))
    .option('--force', 'replace files that exist')
    .option('--json', 'print one JSON object to standard output');
}

/**
 * @param exportsFolder where a folder of the piece's name goes when none is given
 * Fails with 'bad-usage' for options that contradict each other, or name what the session does not have.
 */
export function exportRequestOf(
  options: ExportOptions,
  session: ExportSession,
  folder: string,
  exportsFolder: string,
): Result<ExportRequest> {
  const { range, loop, mix, only, without = [] } = options;
  if (range !== undefined && loop === true) return bad('--range has no effect with --loop.');
  if (loop === true && session.loop === null)
    return bad('--loop: the project has no loop that is switched on.');
  if (without.length > 0 && mix === undefined) return bad('--without goes with --mix.');
  const stems = only === undefined ? ok(null) : indicesOf(session, '--only', only);
  if (!stems.ok) return stems;
  const left = indicesOf(session, '--without', without);
  if (!left.ok) return left;
  const names = left.value.map((index) => session.tracks[index]!.name).join(', ');
  const isFlac = mix === 'flac';
  return ok({
    outputFolder:
      options.out === undefined
        ? join(exportsFolder, pieceName(session.piece))
        : resolve(folder, options.out),
    stems: stems.value,
    format: options.format,
    bits: options.bits,
    fader: options.postFader === true ? 'post' : 'pre',
    withOriginal: options.original === true,
    mixes:
      mix === undefined
        ? []
        : [
            {
              name: names === '' ? 'mix' : `without ${names}`,
              format: mix,
              bits: isFlac && options.bits === '32f' ? '24' : options.bits,
              without: left.value,
            },
          ],
    sessions: options.sessions ?? [],
    withMidi: options.midi,
    withTables: options.tables,
    range:
      loop === true && session.loop !== null
        ? session.loop
        : range === undefined
          ? null
          : { fromSec: range.start, toSec: range.end },
    overFullScale: options.overFullScale,
    seed: options.seed,
    force: options.force ?? false,
  });
}

/** Case aside; rising, each once. */
function indicesOf(session: ExportSession, option: string, names: readonly string[]): Result<number[]> {
  const found = new Set<number>();
  for (const name of names) {
    const index = session.tracks.findIndex((track) => track.name.toLowerCase() === name.toLowerCase());
    if (index < 0) {
      const known = session.tracks.map((track) => `"${track.name}"`).join(', ');
      return bad(`${option}: there is no stem "${name}"; there are ${known}.`);
    }
    found.add(index);
  }
  return ok([...found].sort((a, b) => a - b));
}

function sessionList(text: string): SessionFormat[] {
  const names = text.split(',').map((name) => name.trim());
  const formats = names.flatMap((name) => sessionFormats.filter((format) => format === name));
  if (formats.length === names.length) return formats;
  throw new InvalidArgumentError(
    `It must be a list of ${sessionFormats.join(' and ')}, with commas between.`,
  );
}

function bad(message: string): Result<never> {
  return err(divisiError('bad-usage', message));
}
