/** The command `npm run demo [-- --out DIR]`: reads its options, runs the demo, tells what came of it. */
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { divisiError } from '../../../shared/contract/errors.ts';
import { err, ok } from '../../../shared/std/result.ts';
import type { Result } from '../../../shared/std/result.ts';
import type { CommandIo } from '../cli/command-io.ts';
import { ProgressDisplay } from '../cli/progress-display.ts';
import { reportError } from '../cli/report-error.ts';
import { demoPieces } from './demo-pieces.ts';
import { loadPiano } from './load-piano.ts';
import { renderDemoSummary } from './demo-summary.ts';
import { runDemo } from './run-demo.ts';

const usage = `Usage: npm run demo [-- --out DIR]

Records two piano pieces with sampled sound, separates each into its hands, measures the result
against the hands as played, and writes stems and report.html to DIR (default: demo-output).
Files of an earlier demo in DIR are replaced. The samples (15 MB) are fetched with npm once.

Examples:
  npm run demo
  npm run demo -- --out /tmp/listen
`;

/** @returns the exit code. */
export async function runDemoCommand(args: readonly string[], io: CommandIo): Promise<number> {
  const options = readOptions(args);
  if (!options.ok) return reportError(options.error, false, io);
  if (options.value.help) {
    io.writeOut(usage);
    return 0;
  }
  const display = new ProgressDisplay(io);
  const result = await runDemo({
    pieces: demoPieces,
    outputFolder: resolve(io.folder, options.value.out),
    runJob: io.runJob,
    loadTones: loadPiano,
    hooks: {
      signal: io.signal,
      onProgress: (progress) => display.update(progress),
      warn: (text) => display.note(`Note: ${text}`),
    },
    onStep: (text) => display.note(text),
  });
  display.clear();
  if (!result.ok) return reportError(result.error, false, io);
  io.writeOut(renderDemoSummary(result.value.report, result.value.reportPath));
  return 0;
}

function readOptions(args: readonly string[]): Result<{ readonly out: string; readonly help: boolean }> {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        out: { type: 'string', default: 'demo-output' },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
    if (values.out === '') return err(divisiError('bad-usage', '--out needs a folder.'));
    return ok(values);
  } catch (cause) {
    const reason = cause instanceof Error ? (cause.message.split('. ')[0] ?? '') : String(cause);
    return err(divisiError('bad-usage', `${reason}. "npm run demo -- --help" lists the options.`));
  }
}
