/** Which of the method options a method knows: one without effect would only mislead. */
import { divisiError } from '../../../shared/contract/errors.ts';
import { err, ok } from '../../../shared/std/result.ts';
import type { Result } from '../../../shared/std/result.ts';
import type { MethodName, MethodOverrides } from '../../../shared/document/method-overrides.ts';

const published: readonly MethodName[] = ['B', 'C', 'D'];
const networks: readonly MethodName[] = [...published, 'divisi'];

/** Options that not every method has. */
const restricted: readonly {
  readonly field: keyof MethodOverrides;
  readonly option: string;
  readonly methods: readonly MethodName[];
}[] = [
  { field: 'lambda', option: '--lambda', methods: networks },
  { field: 'lambdaSchedule', option: '--lambda-schedule', methods: published },
  { field: 'contextFrames', option: '--frames', methods: networks },
  { field: 'hiddenUnits', option: '--hidden', methods: networks },
  { field: 'learningRate', option: '--lr', methods: networks },
  { field: 'batchFrames', option: '--batch', methods: networks },
  { field: 'recipe', option: '--recipe', methods: published },
];

/** Fails with 'bad-usage', naming the option and the methods that have it. */
export function checkMethodOptions(method: MethodName, overrides: MethodOverrides): Result<null> {
  for (const { field, option, methods } of restricted) {
    if (overrides[field] === undefined || methods.includes(method)) continue;
    const message = `${option} has no effect with --method ${method}; it belongs to ${methods.join(', ')}.`;
    return err(divisiError('bad-usage', message));
  }
  return ok(null);
}
