/** `npm run torture -- --runs N [--seed S]`: kills processes at work on a project, and prints what was left. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { runTorture } from './run-torture.ts';

const { values } = parseArgs({
  options: { runs: { type: 'string', default: '20' }, seed: { type: 'string', default: '1' } },
});
const runs = Number(values.runs);
if (!Number.isInteger(runs) || runs < 1) {
  process.stderr.write('--runs: expected a whole number above 0.\n');
  process.exit(2);
}
const scratch = await mkdtemp(join(tmpdir(), 'divisi-torture-'));
const counts = await runTorture({
  bundle: dirname(fileURLToPath(import.meta.url)),
  scratch,
  runs,
  seed: Number(values.seed),
  say: (line) => void process.stderr.write(`${line}\n`),
});
process.stdout.write('kind     killed at work   as acknowledged   ahead   line cut off   failures\n');
for (const [kind, { kills, acknowledged, ahead, cutOff, failures }] of Object.entries(counts)) {
  const cells = [String(kills).padStart(14), String(acknowledged).padStart(17), String(ahead).padStart(7)];
  cells.push(String(cutOff).padStart(14), String(failures.length).padStart(10));
  process.stdout.write(`${kind.padEnd(8)} ${cells.join(' ')}\n`);
}
const failures = Object.values(counts).flatMap((of) => of.failures);
for (const failure of failures) process.stdout.write(`${failure}\n`);
if (failures.length === 0) await rm(scratch, { recursive: true, force: true });
else process.stdout.write(`The project is kept in ${scratch}\n`);
process.exitCode = failures.length === 0 ? 0 : 1;
