/**
 * The command line as a process: standard streams, signals and exit code. In an installed application Electron's main
 * starts it, and starts the processes of its jobs.
 */
import { fileURLToPath } from 'node:url';
import { main } from './cli/main.ts';
import { defaultDoorsFolder } from './door/door-note.ts';
import { jobsOfMain } from './jobs/main-jobs.ts';
import type { MainPort } from './jobs/main-jobs.ts';
import { runTrainerJob } from './jobs/run-trainer-job.ts';

const trainerPath = fileURLToPath(new URL('./trainer.entry.js', import.meta.url));
const stop = new AbortController();
/** What Electron adds to a process of its own. */
const { parentPort } = process as unknown as { readonly parentPort?: MainPort };
const jobs = parentPort === undefined ? {} : { start: jobsOfMain(parentPort) };
parentPort?.on('message', ({ data }) => {
  if (data.kind === 'stop') stop.abort();
});

for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(name, () => {
    // A second request means that the first did not help.
    if (stop.signal.aborted) process.exit(130);
    stop.abort();
  });
}
// A reader that has seen enough, such as `head`, closes the pipe: no reason to complain.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
}

process.exitCode = await main(process.argv.slice(2), {
  writeOut: (text) => void process.stdout.write(text),
  writeErr: (text) => void process.stderr.write(text),
  isTerminal: process.stderr.isTTY === true,
  // Some terminals do not tell their width, or say 0.
  columns: () => process.stderr.columns || 80,
  nowMs: () => performance.now(),
  folder: userFolder(),
  doorsFolder: defaultDoorsFolder(),
  signal: stop.signal,
  runJob: (job, hooks, partialFiles) => runTrainerJob(job, hooks, { trainerPath, partialFiles, ...jobs }),
});
// The port to main would keep this process.
if (parentPort !== undefined) process.stdout.write('', () => process.stderr.write('', () => process.exit()));

/** npm runs scripts in the package's folder, and tells where the user called it. */
function userFolder(): string {
  const { npm_lifecycle_event: script, INIT_CWD: callerFolder } = process.env;
  return script === 'divisi' && callerFolder !== undefined ? callerFolder : process.cwd();
}
