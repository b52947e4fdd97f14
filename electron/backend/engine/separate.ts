/** Separates a recording into stems by its score: the whole pipeline. */
import type { SeparationHooks } from './separation-hooks.ts';
import type { SeparationReport } from './separation-report.ts';
import type { SeparationRequest } from './separation-request.ts';
import { divisiError } from '../../../shared/contract/errors.ts';
import { err } from '../../../shared/std/result.ts';
import type { Result } from '../../../shared/std/result.ts';

export async function separate(
  request: SeparationRequest,
  hooks: SeparationHooks,
): Promise<Result<SeparationReport>> {
  hooks.onProgress({ phase: 'decode', fraction: 0, detail: '', secondsLeft: null });
  return err(divisiError('backend-missing', `The engine for method ${request.method} is not built in.`));
}
