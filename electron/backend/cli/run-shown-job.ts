/** Jobs of the trainer as a command runs them: with its progress on the terminal, and no folder left by a failure. */
import { dirname } from 'node:path';
import type { Result } from '../../../shared/std/result.ts';
import { partialPath } from '../engine/audio/output-file.ts';
import { prepareFolder } from '../engine/check-outputs.ts';
import { removeEmptyFolders } from '../engine/make-folder.ts';
import type { JobReports, TrainerJob } from '../jobs/trainer-protocol.ts';
import type { CommandIo } from './command-io.ts';
import { ProgressDisplay } from './progress-display.ts';

/**
 * @param files that the job writes; half-written ones are removed when it fails
 * @param warnings of before, told above the progress
 */
export async function runShownJob<J extends TrainerJob>(
  io: CommandIo,
  job: J,
  files: readonly string[],
  warnings: readonly string[] = [],
): Promise<Result<JobReports[J['kind']]>> {
  const display = new ProgressDisplay(io);
  const tell = (text: string): void => display.note(`Note: ${text}`);
  for (const warning of warnings) tell(warning);
  const result = await io.runJob(
    job,
    { signal: io.signal, onProgress: (progress) => display.update(progress), warn: tell },
    files.map(partialPath),
  );
  display.clear();
  return result;
}

/**
 * The same, with the folders of its files made before.
 * @param folders to be there although no file is in them
 * Fails as making folders and the job do; folders that were made are then gone again, as far as they are empty:
 * another command may have put something into them.
 */
export async function runWritingJob<J extends TrainerJob>(
  io: CommandIo,
  job: J,
  files: readonly string[],
  folders: readonly string[] = [],
  warnings: readonly string[] = [],
): Promise<Result<JobReports[J['kind']]>> {
  const created: string[] = [];
  for (const folder of new Set([...folders, ...files.map((file) => dirname(file))])) {
    const prepared = await prepareFolder(folder);
    if (!prepared.ok) {
      await removeEmptyFolders(created);
      return prepared;
    }
    created.push(...prepared.value.created);
  }
  const result = await runShownJob(io, job, files, warnings);
  if (!result.ok) await removeEmptyFolders(created);
  return result;
}
