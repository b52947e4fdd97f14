/** Parameters of calls from other processes, held against the shapes of their contract. */
import { divisiError } from '../../../shared/contract/errors.ts';
import { err, ok } from '../../../shared/std/result.ts';
import type { Result } from '../../../shared/std/result.ts';
import type { Shape } from '../../../shared/std/shape.ts';

/** The check fails with 'bad-request'. @param shapes by the call's name; calls without one take anything */
export function paramsCheck(
  shapes: Readonly<Record<string, Shape<unknown>>>,
): (name: string, params: unknown) => Result<unknown> {
  return (name, params) => {
    const fault = shapes[name]?.fault(params, name) ?? null;
    return fault === null ? ok(params) : err(divisiError('bad-request', `Not understood: ${fault}.`));
  };
}
