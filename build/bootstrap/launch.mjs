import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { repositoryPath } from './paths.mjs';
import { StepFailed } from './step-failed.mjs';

/**
 * Runs the command by importing it, as if `node file args` had been typed: no process in between
 * that would have to pass signals and exit codes on, and no second start-up time.
 *
 * @param {import('./commands.mjs').Command} command
 * @param {string} outputFolder the bundle to run entries from
 * @param {readonly string[]} args
 * @returns {Promise<void>}
 */
export async function launch(command, outputFolder, args) {
  if (command.kind === 'none') return;
  const file =
    command.kind === 'bundle'
      ? join(outputFolder, `${command.entry}.entry.js`)
      : repositoryPath(...command.file.split('/'));
  if (!existsSync(file)) throw new StepFailed(`This checkout has no ${file}; nothing to run.`);
  if (command.kind === 'script') process.chdir(repositoryPath());
  process.argv = [process.execPath, file, ...(command.kind === 'script' ? command.args : []), ...args];
  process.setSourceMapsEnabled(true);
  await import(pathToFileURL(file).href);
}
