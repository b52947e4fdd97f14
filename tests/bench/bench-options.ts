/** What every bench does with its options. */
import { parseArgs } from 'node:util';
import type { ParseArgsConfig } from 'node:util';
import { divisiError } from '../../shared/contract/errors.ts';
import { err, ok } from '../../shared/std/result.ts';
import type { Result } from '../../shared/std/result.ts';

type Flags = NonNullable<ParseArgsConfig['options']>;
type Parsed<T extends Flags> = ReturnType<typeof parseArgs<{ args: string[]; options: T }>>['values'];

/** @param bench its name. Fails with 'bad-usage'. */
export function benchOptions<T extends Flags>(
  bench: string,
  args: readonly string[],
  flags: T,
): Result<Parsed<T>> {
  try {
    return ok(parseArgs({ args: [...args], options: flags }).values);
  } catch (cause) {
    return badUse(bench, cause instanceof Error ? cause.message : String(cause));
  }
}

export function badUse(bench: string, message: string): Result<never> {
  return err(divisiError('bad-usage', `bench ${bench}: ${message}.`));
}
