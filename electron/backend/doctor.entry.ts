/**
 * `npm run doctor [-- --json]`: what this machine has, and what to do about what it lacks. Exit code 0
 * when a separation can run on native TensorFlow, 1 when it cannot, 2 for an unknown option.
 */
import { examineMachine } from './doctor/examine-machine.ts';
import { renderExamination } from './doctor/render-examination.ts';

// --repair is read before this program starts: it renews the native library.
const KNOWN_OPTIONS = ['--json', '--repair'];

const options = process.argv.slice(2);
const unknown = options.find((option) => !KNOWN_OPTIONS.includes(option));
if (unknown === undefined) {
  const examination = await examineMachine();
  process.stdout.write(
    options.includes('--json') ? `${JSON.stringify(examination, null, 2)}\n` : renderExamination(examination),
  );
  process.exitCode = examination.native ? 0 : 1;
} else {
  process.stderr.write(`Unknown option ${unknown}. Usage: npm run doctor [-- --json] [-- --repair]\n`);
  process.exitCode = 2;
}
