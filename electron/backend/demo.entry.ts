/** `npm run demo` as a process: standard streams, signals and exit code. */
import { fileURLToPath } from 'node:url';
import { defaultDoorsFolder } from './door/door-note.ts';
import { runDemoCommand } from './demo/demo-command.ts';
import { runTrainerJob } from './jobs/run-trainer-job.ts';

const trainerPath = fileURLToPath(new URL('./trainer.entry.js', import.meta.url));
const stop = new AbortController();

for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(name, () => {
    // A second request means that the first did not help.
    if (stop.signal.aborted) process.exit(130);
    stop.abort();
  });
}

process.exitCode = await runDemoCommand(process.argv.slice(2), {
  writeOut: (text) => void process.stdout.write(text),
  writeErr: (text) => void process.stderr.write(text),
  isTerminal: process.stderr.isTTY === true,
  columns: () => process.stderr.columns,
  nowMs: () => performance.now(),
  // npm runs scripts in the package's folder, and tells where the user called it.
  folder: process.env['INIT_CWD'] ?? process.cwd(),
  doorsFolder: defaultDoorsFolder(),
  signal: stop.signal,
  runJob: (job, hooks, partialFiles) => runTrainerJob(job, hooks, { trainerPath, partialFiles }),
});
