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

/**
 * Whether SoX can be had and reads a format: distributions package some of its formats by themselves (Debian MP3 in
 * libsox-fmt-mp3).
 * @throws where REQUIRE_PROGRAMS=1 says that it must
 */
export function soxReads(format: string): boolean {
  if (!hasProgram('sox')) return false;
  const formats = /^AUDIO FILE FORMATS: (.*)$/m.exec(runProgram('sox', ['--help']).toString())?.[1];
  const reads = formats?.split(' ').includes(format) === true;
  if (!reads && process.env['REQUIRE_PROGRAMS'] === '1') {
    throw new Error(`sox does not read ${format}, and REQUIRE_PROGRAMS=1 asks for it`);
  }
  return reads;
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
