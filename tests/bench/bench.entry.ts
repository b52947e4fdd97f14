/** `npm run bench` as a process: standard streams, signals and exit code. */
import { fileURLToPath } from 'node:url';
import { runTrainerJob } from '../../electron/backend/jobs/run-trainer-job.ts';
import { runBench } from './bench-command.ts';
import { benchJobRunner } from './worker/bench-jobs.ts';

const builtPath = (name: string): string => fileURLToPath(new URL(`./${name}.entry.js`, import.meta.url));
const stop = new AbortController();

for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(name, () => {
    // A second request means that the first did not help.
    if (stop.signal.aborted) process.exit(130);
    stop.abort();
  });
}

process.exitCode = await runBench(process.argv.slice(2), {
  writeOut: (text) => void process.stdout.write(text),
  writeErr: (text) => void process.stderr.write(text),
  // npm runs scripts in the package's folder, and tells where the user called it.
  folder: process.env['INIT_CWD'] ?? process.cwd(),
  runJob: (job, hooks, partialFiles) =>
    runTrainerJob(job, hooks, { trainerPath: builtPath('trainer'), partialFiles }),
  runBenchJob: benchJobRunner(builtPath('bench-worker')),
  cliPath: builtPath('cli'),
  hooks: { signal: stop.signal, onProgress: () => {}, warn: () => {} },
});
