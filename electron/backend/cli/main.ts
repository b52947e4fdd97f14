/**
 * The command line. Results go to standard output, everything else to standard error. With --json
 * standard output holds exactly one object: the report, or `{"error": {code, title, message, advice,
 * exitCode}}`. Exit codes: 0 done, 2 bad use, 3 unreadable input, 4 failed run, 130 stopped.
 */
import { Command, CommanderError } from 'commander';
import packageJson from '../../../package.json' with { type: 'json' };
import { divisiError } from '../../../shared/contract/errors.ts';
import type { Result } from '../../../shared/std/result.ts';
import type { CommandIo } from './command-io.ts';
import { addPinOptions, spreadLists } from './align-options.ts';
import { addExportOptions } from './export/export-options.ts';
import type { ExportOptions } from './export/export-options.ts';
import { describeExport, runExportProject } from './export/run-export-project.ts';
import { helpTexts } from './help-texts.ts';
import { shardOf } from './option-values.ts';
import { addProjectCommand } from './project/project-command.ts';
import type { Finish } from './project/project-command.ts';
import { cancelled, reportError } from './report-error.ts';
import { describeAlignment, runAlign } from './run-align.ts';
import type { AlignOptions } from './run-align.ts';
import { describeEvaluation, runEvaluate } from './run-evaluate.ts';
import type { EvaluateOptions } from './run-evaluate.ts';
import { describeInfo, runInfo } from './run-info.ts';
import { describeBatch, runBatch } from './run-batch.ts';
import type { BatchOptions, BatchSummary } from './run-batch.ts';
import { describeSeparation, runSeparate } from './run-separate.ts';
import { addSeparateOptions } from './separate-options.ts';
import type { SeparateOptions } from './separate-options.ts';

/** @param args without the program's name. @returns the exit code; never throws for a user's mistake. */
export async function main(args: readonly string[], io: CommandIo): Promise<number> {
  const json = args.includes('--json');
  let exitCode = 0;
  const finish = <T>(result: Result<T>, describe: (value: T) => string): void => {
    // A job that ended well before the stop reached it counts as done.
    if (result.ok) io.writeOut(json ? `${JSON.stringify(result.value, null, 2)}\n` : describe(result.value));
    else exitCode = reportError(io.signal.aborted ? cancelled().error : result.error, json, io);
  };
  const finishBatch = (result: Result<BatchSummary>): void => {
    // Its answer, a line for each piece, has been written already.
    if (!result.ok) exitCode = reportError(io.signal.aborted ? cancelled().error : result.error, json, io);
    else if (result.value.failed > 0) exitCode = 4;
  };
  const endWith = (code: number): void => void (exitCode = code);
  try {
    await buildProgram(io, finish, finishBatch, endWith).parseAsync(spreadLists(args), { from: 'user' });
    return exitCode;
  } catch (cause) {
    if (!(cause instanceof CommanderError)) throw cause;
    if (cause.exitCode === 0) return 0;
    const message = args.length === 0 ? 'No command was given.' : usageMessage(cause.message);
    return reportError(divisiError('bad-usage', message), json, io);
  }
}

function buildProgram(
  io: CommandIo,
  finish: Finish,
  finishBatch: (result: Result<BatchSummary>) => void,
  endWith: (exitCode: number) => void,
): Command {
  const program = new Command('divisi')
    .description('Separates a recording into stems by its score.')
    .helpCommand(false)
    .version(packageJson.version, '-v, --version', 'print the version')
    .exitOverride()
    .configureOutput({
      writeOut: (text) => io.writeOut(text),
      // Usage errors are reported once, in our own words; help after an error would bury them.
      writeErr: () => {},
      getOutHelpWidth: () => 100,
      getErrHelpWidth: () => 100,
      getOutHasColors: () => false,
    })
    .addHelpText('after', helpTexts.program);

  // Commands that are created this way inherit output and exit behaviour.
  addSeparateOptions(program.command('separate <recording> <score>'))
    .description('write one WAV file per group of notes, and what no note claims')
    .addHelpText('after', helpTexts.separate)
    .action(async (recording: string, score: string, options: SeparateOptions) => {
      finish(await runSeparate(recording, score, options, io), (r) => describeSeparation(r, io.folder));
    });
  addPinOptions(program.command('align <recording> <score>'))
    .description('find where each note of the score sounds, and where that is doubtful')
    .option('--out <file.json>', 'write the result: notes, warp, beats, doubtful segments')
    .option('--midi <file.mid>', "write the score with the recording's timing as its tempo map")
    .option(
      '--clicks <file.wav>',
      'write the recording with clicks on the left, the score as tones on the right',
    )
    .option('--force', 'replace files that exist')
    .option('--json', 'print one JSON object to standard output')
    .addHelpText('after', helpTexts.align)
    .action(async (recording: string, score: string, options: AlignOptions) => {
      finish(await runAlign(recording, score, options, io), describeAlignment);
    });
  addExportOptions(program.command('export <project>'))
    .description('write stems, mix, MIDI and sessions of a project for other programs')
    .addHelpText('after', helpTexts.export)
    .action(async (project: string, options: ExportOptions) => {
      finish(await runExportProject(project, options, io), (report) => describeExport(report, io.folder));
    });
  program
    .command('batch <manifest>')
    .description('separate every piece of a list, .json or .csv')
    .requiredOption('--out <folder>', 'folder that gets a folder for each piece')
    .option('--shard <i/n>', 'only every n-th piece, beginning with the i-th', shardOf)
    .option('--resume', 'skip what an earlier run has finished')
    .addHelpText('after', helpTexts.batch)
    .action(async (manifest: string, options: BatchOptions) => {
      const result = await runBatch(manifest, options, io);
      if (result.ok) io.writeErr(describeBatch(result.value));
      finishBatch(result);
    });
  addProjectCommand(program, io, finish);
  program
    .command('evaluate')
    .description('score estimates against the true sources (BSS Eval 3)')
    .requiredOption('--mix <file>', 'the recording that was separated')
    .requiredOption('--ref <files...>', 'true sources')
    .requiredOption('--est <files...>', 'estimates, in the order of the true sources')
    .option('--json', 'print one JSON object to standard output')
    .addHelpText('after', helpTexts.evaluate)
    .action(async (options: EvaluateOptions) => {
      finish(await runEvaluate(options, io), describeEvaluation);
    });
  program
    .command('info <file>')
    .description('tell what is in a recording or a score')
    .option('--json', 'print one JSON object to standard output')
    .addHelpText('after', helpTexts.info)
    .action(async (file: string) => {
      finish(await runInfo(file, io), describeInfo);
    });
  program
    .command('doctor')
    .description('say what this machine has and lacks')
    .option('--json', 'print one JSON object to standard output')
    .action(async (options: { readonly json?: boolean }) => {
      // Loads TensorFlow, which no other command does in this process.
      const { runDoctor } = await import('../doctor/run-doctor.ts');
      endWith(await runDoctor(options.json === true, (text) => io.writeOut(text)));
    });
  return program;
}

/** "error: option '--x' ... (Did you mean --y?)" becomes a sentence. */
function usageMessage(message: string): string {
  const text = message
    .replace(/^error: /, '')
    .replace(/\s*\n\s*/g, ' ')
    .trim();
  const sentence = text.charAt(0).toUpperCase() + text.slice(1);
  return /[.?!)]$/.test(sentence) ? sentence : `${sentence}.`;
}
