/**
 * `npm run doctor [-- --json]`: what this machine has, and what to do about what it lacks. Exit code 0
 * when a separation can run on native TensorFlow, 1 when it cannot, 2 for an unknown option.
 */
import { runDoctor } from './doctor/run-doctor.ts';

// --repair is read before this program starts: it renews the native library.
const KNOWN_OPTIONS = ['--json', '--repair'];

const options = process.argv.slice(2);
const unknown = options.find((option) => !KNOWN_OPTIONS.includes(option));
if (unknown === undefined) {
  process.exitCode = await runDoctor(options.includes('--json'), (text) => void process.stdout.write(text));
} else {
  process.stderr.write(`Unknown option ${unknown}. Usage: npm run doctor [-- --json] [-- --repair]\n`);
  process.exitCode = 2;
}
