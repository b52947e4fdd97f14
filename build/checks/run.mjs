// Usage: node build/checks/run.mjs [NAME...]. Runs every check, or the named ones: a line each, the
// whole output of those that fail, exit code 1 if any does.
import { checkFormat, checkLint, checkTypes, checkUnused } from './tools.mjs';
import { checkLayers } from './layers.mjs';
import { checkLicences } from './licences.mjs';
import { checkLockFile } from './lock-file.mjs';
import { checkNames } from './names.mjs';
import { checkRules } from './rules.mjs';
import { checkSizes } from './sizes.mjs';

/**
 * @typedef {{ readonly problems: readonly string[], readonly summary: string }} Outcome
 *   passed when there are no problems; each problem is one or more lines for people
 * @type {Readonly<Record<string, () => Outcome | Promise<Outcome>>>}
 */
const CHECKS = Object.freeze({
  format: checkFormat,
  lint: checkLint,
  layers: checkLayers,
  names: checkNames,
  sizes: checkSizes,
  types: checkTypes,
  unused: checkUnused,
  licences: checkLicences,
  lock: checkLockFile,
  rules: checkRules,
});

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !Object.hasOwn(CHECKS, name));
if (unknown.length > 0) {
  process.stderr.write(
    `There is no check "${unknown.join('", "')}". Checks: ${Object.keys(CHECKS).join(', ')}.\n`,
  );
  process.exit(2);
}

let failed = 0;
for (const [name, check] of Object.entries(CHECKS)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  const startMs = performance.now();
  const { problems, summary } = await check();
  const seconds = ((performance.now() - startMs) / 1000).toFixed(1);
  const passed = problems.length === 0;
  if (!passed) failed += 1;
  process.stdout.write(
    `${passed ? 'passed' : 'FAILED'}  ${name.padEnd(9)} ${seconds.padStart(5)} s  ${summary}\n`,
  );
  for (const problem of problems) process.stdout.write(`${problem.replaceAll(/^(?=.)/gm, '    ')}\n`);
}
if (failed > 0) process.stdout.write(`${failed} of the checks failed\n`);
process.exitCode = failed > 0 ? 1 : 0;
