/** Programs that are not ours and check what we write. */
import { spawnSync } from 'node:child_process';

/**
 * Whether a program can be had, for `it.skipIf(!hasProgram(...))`.
 * @throws where REQUIRE_PROGRAMS=1 says that it must be there
 */
export function hasProgram(name: string): boolean {
  const found = spawnSync(name, ['--version']).error === undefined;
  if (!found && process.env['REQUIRE_PROGRAMS'] === '1') {
    throw new Error(`${name} is not installed, and REQUIRE_PROGRAMS=1 asks for it`);
  }
  return found;
}

/** @returns standard output as bytes. @throws with what it said when it fails */
export function runProgram(
  name: string,
  args: readonly string[],
  input?: Uint8Array,
  folder?: string,
): Buffer {
  const { status, stdout, stderr, error } = spawnSync(name, args, {
    maxBuffer: 2 ** 28,
    ...(input === undefined ? {} : { input }),
    ...(folder === undefined ? {} : { cwd: folder }),
  });
  if (error !== undefined) throw error;
  if (status !== 0) throw new Error(`${name} ${args.join(' ')}: ${stderr.toString('utf8')}`);
  return stdout;
}
