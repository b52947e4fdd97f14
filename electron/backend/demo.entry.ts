/**
 * `npm run demo [-- --out DIR]`: two pieces on a sampled piano, separated, measured and shown on a page.
 * Exit codes as everywhere: 2 for bad use, 3 and 4 for what fails on the way, 130 when stopped.
 */
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { errorCatalogue } from '../../shared/contract/errors.ts';
import type { DivisiError } from '../../shared/contract/errors.ts';
import { renderDemoSummary } from './demo/demo-summary.ts';
import { runDemo } from './demo/run-demo.ts';
import { runTrainerJob } from './jobs/run-trainer-job.ts';
import type { JobHooks } from './jobs/run-trainer-job.ts';
import { StepLine } from './demo/step-line.ts';

const usage = `Usage: npm run demo [-- --out DIR]

Records two piano pieces with sampled sound, separates each into its hands, measures the result
against the hands as played, and writes stems and report.html to DIR (default: ./demo-output).
`;

await main(process.argv.slice(2));

async function main(args: readonly string[]): Promise<void> {
  const outputFolder = readOptions(args);
  if (outputFolder === null) return;
  const stop = new AbortController();
  process.once('SIGINT', () => stop.abort());
  process.once('SIGTERM', () => stop.abort());
  const line = new StepLine(process.stderr);
  const hooks: JobHooks = {
    signal: stop.signal,
    onProgress: (progress) => line.progress(progress),
    warn: (text) => line.say(`Note: ${text}`),
  };
  const trainerPath = fileURLToPath(new URL('trainer.entry.js', import.meta.url));
  const options = { trainerPath, partialFiles: [] };
  const result = await runDemo({
    outputFolder,
    hooks,
    onStep: (text) => line.say(text),
    jobs: {
      separate: (request, jobHooks) => runTrainerJob({ kind: 'separate', request }, jobHooks, options),
      evaluate: (request, jobHooks) => runTrainerJob({ kind: 'evaluate', request }, jobHooks, options),
    },
  });
  line.end();
  if (result.ok) process.stdout.write(renderDemoSummary(result.value.report, result.value.reportPath));
  else fail(result.error);
}

/** The folder; null when there is nothing more to do. */
function readOptions(args: readonly string[]): string | null {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: { out: { type: 'string', default: 'demo-output' }, help: { type: 'boolean', short: 'h' } },
    });
    if (values.help === true) {
      process.stdout.write(usage);
      return null;
    }
    if (values.out !== '') return resolve(values.out);
    process.stderr.write(`--out needs a folder.\n\n${usage}`);
  } catch (cause) {
    process.stderr.write(`${cause instanceof Error ? cause.message : String(cause)}\n\n${usage}`);
  }
  process.exitCode = errorCatalogue['bad-usage'].exitCode;
  return null;
}

function fail(error: DivisiError): void {
  const { title, advice, exitCode } = errorCatalogue[error.code];
  process.stderr.write(error.code === 'cancelled' ? 'Stopped.\n' : `${title}: ${error.message} ${advice}\n`);
  process.exitCode = exitCode;
}
