/** `divisi project ...`: everything that a window does with a project, for scripts. */
import { Option } from 'commander';
import type { Command } from 'commander';
import type { Result } from '../../../../shared/std/result.ts';
import { bitDepths, tensorBackends } from '../../engine/separation-request.ts';
import { alignerNames } from '../../engine/alignment-choice.ts';
import type { CommandIo } from '../command-io.ts';
import { numberIn, pitchNumber } from '../option-values.ts';
import { projectHelp } from './project-help.ts';
import { describeAligned, runProjectAlign } from './run-project-align.ts';
import type { ProjectAlignOptions } from './run-project-align.ts';
import { describeCollection, runProjectCollect } from './run-project-collect.ts';
import type { ProjectCollectOptions } from './run-project-collect.ts';
import { describeCheck, runProjectCheck } from './run-project-check.ts';
import { runProjectCreate } from './run-project-create.ts';
import type { ProjectCreateOptions } from './run-project-create.ts';
import { describeProject, runProjectInfo } from './run-project-info.ts';
import { describeRendering, runProjectRender } from './run-project-render.ts';
import type { ProjectRenderOptions } from './run-project-render.ts';
import { describeEdits, runProjectSet } from './run-project-set.ts';
import { addSetOptions } from './set-options.ts';
import type { ProjectSetOptions } from './set-options.ts';
import { describeTraining, runProjectTrain } from './run-project-train.ts';
import type { ProjectTrainOptions } from './run-project-train.ts';

export type Finish = <T>(result: Result<T>, describe: (value: T) => string) => void;

const seconds = numberIn({ min: 0, max: 1e6 });
const json = ['--json', 'print one JSON object to standard output'] as const;

export function addProjectCommand(program: Command, io: CommandIo, finish: Finish): void {
  const project = program
    .command('project')
    .description('work on a project: a folder with a recording, its score, edits and trainings')
    .helpCommand(false)
    .addHelpText('after', projectHelp.project)
    .action(() => project.error('error: Which command? "divisi project --help" lists them.'));
  project
    .command('create <folder>')
    .description('make a project of a recording and a score')
    .requiredOption('--recording <file>', 'the recording')
    .requiredOption('--score <file>', 'the MIDI file; the project gets a copy')
    .option('--groups <how>', 'tracks (default), channels, instruments, hands, or a selection FILE.json')
    .option('--split-pitch <pitch>', 'with hands: notes from this pitch up are the right hand', pitchNumber)
    .option('--copy-media', 'copy the recording into the project, so that it can be moved on its own')
    .option(...json)
    .addHelpText('after', projectHelp.create)
    .action(async (folder: string, options: ProjectCreateOptions) => {
      finish(await runProjectCreate(folder, options, io), describeProject);
    });
  project
    .command('info <folder>')
    .description('tell what is in a project')
    .option(...json)
    .addHelpText('after', projectHelp.info)
    .action(async (folder: string) => finish(await runProjectInfo(folder, io), describeProject));
  project
    .command('align <folder>')
    .description('find where the notes sound, obeying anchors, skips and locks')
    .addOption(new Option('--aligner <name>', 'chords, or dtw').choices(alignerNames).default('chords'))
    .option('--changed', 'only between the neighbours of anchors that are new, and around new skips')
    .option('--from <seconds>', 'with --to: only between the anchors around this stretch', seconds)
    .option('--to <seconds>', 'its end, in seconds of the recording', seconds)
    .option(...json)
    .addHelpText('after', projectHelp.align)
    .action(async (folder: string, options: ProjectAlignOptions) => {
      finish(await runProjectAlign(folder, options, io), describeAligned);
    });
  addSetOptions(project.command('set <folder>'))
    .description('edit a project; all edits of one call happen, or none')
    .option(...json)
    .addHelpText('after', projectHelp.set)
    .action(async (folder: string, options: ProjectSetOptions) => {
      finish(await runProjectSet(folder, options, io), describeEdits);
    });
  project
    .command('train <folder>')
    .description('learn how the instruments sound; goes on from the version that is listened to')
    .option('--from-scratch', 'begin anew')
    .option('--name <name>', "the version's name (default: Training <n>)")
    .addOption(new Option('--backend <name>', 'tensor library').choices(tensorBackends).default('auto'))
    .option(...json)
    .addHelpText('after', projectHelp.train)
    .action(async (folder: string, options: ProjectTrainOptions) => {
      finish(await runProjectTrain(folder, options, io), describeTraining);
    });
  project
    .command('render <folder>')
    .description('write the stems of a version as WAV files')
    .option('--out <folder>', "folder for the stems (default: the project's exports/<version>)")
    .option('--version-id <id>', 'which version (default: the one that is listened to)')
    .addOption(new Option('--bits <format>', 'samples of the stems').choices(bitDepths).default('24'))
    .option('--force', 'replace files that exist')
    .addOption(new Option('--backend <name>', 'tensor library').choices(tensorBackends).default('auto'))
    .option(...json)
    .addHelpText('after', projectHelp.render)
    .action(async (folder: string, options: ProjectRenderOptions) => {
      finish(await runProjectRender(folder, options, io), (report) => describeRendering(report, io.folder));
    });
  project
    .command('collect <folder> <file.zip>')
    .description('put a project and its recording into one file, for another computer')
    .option('--force', 'replace a file that exists')
    .option(...json)
    .addHelpText('after', projectHelp.collect)
    .action(async (folder: string, file: string, options: ProjectCollectOptions) => {
      finish(await runProjectCollect(folder, file, options, io), describeCollection);
    });
  project
    .command('check <folder>')
    .description('look whether everything in a project is whole; changes nothing')
    .option(...json)
    .addHelpText('after', projectHelp.check)
    .action(async (folder: string) => finish(await runProjectCheck(folder, io), describeCheck));
}
