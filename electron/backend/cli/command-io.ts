/** Everything that a command touches besides its files: arguments, so that tests can look and steer. */
import type { Result } from '../../../shared/std/result.ts';
import type { JobHooks } from '../jobs/run-trainer-job.ts';
import type { JobReports, TrainerJob } from '../jobs/trainer-protocol.ts';

export type RunJob = <J extends TrainerJob>(
  job: J,
  hooks: JobHooks,
  partialFiles: readonly string[],
) => Promise<Result<JobReports[J['kind']]>>;

export type CommandIo = {
  /** The command's answer. */
  writeOut(text: string): void;
  /** Everything else: progress, warnings, errors. */
  writeErr(text: string): void;
  /** Whether `writeErr` goes to a terminal, on which a line can be redrawn. */
  readonly isTerminal: boolean;
  /** Width of that terminal in characters. */
  columns(): number;
  nowMs(): number;
  /** Relative paths are taken from here. */
  readonly folder: string;
  /** Where services of this user are reached, see `openDoor`. */
  readonly doorsFolder: string;
  /** Aborted when the user stops the command. */
  readonly signal: AbortSignal;
  readonly runJob: RunJob;
};
