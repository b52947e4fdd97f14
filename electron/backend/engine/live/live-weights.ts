/** Trained weights on the disk, with the units that they are for. */
import { divisiError } from '../../../../shared/contract/errors.ts';
import type { UnitTable } from '../../../../shared/labels/unit-table.ts';
import { err, ok } from '../../../../shared/std/result.ts';
import type { Result } from '../../../../shared/std/result.ts';
import { dirname } from 'node:path';
import { keepModel, lookUpModel } from '../model/cache/model-cache.ts';
import type { KeptModel } from '../model/cache/model-file.ts';

export type LiveWeights = { readonly kept: KeptModel; readonly unitTable: UnitTable };

/** Fails with 'output-unwritable' or 'disk-full'. */
export function saveWeights(path: string, { kept, unitTable }: LiveWeights): Promise<Result<void>> {
  const settings = { ...kept.model.settings, unitTable: JSON.stringify(unitTable) };
  return keepModel(dirname(path), path, { ...kept, model: { ...kept.model, settings } });
}

/** Fails with 'file-missing' and 'file-unreadable'. */
export async function loadWeights(path: string): Promise<Result<LiveWeights>> {
  const found = await lookUpModel(path);
  if (found.kind === 'none') {
    return err(divisiError('file-missing', `The trained network "${path}" is not there; train again.`));
  }
  const table = found.kind === 'found' ? found.kept.model.settings['unitTable'] : undefined;
  if (found.kind === 'unusable' || typeof table !== 'string') {
    return err(divisiError('file-unreadable', `The trained network "${path}" is damaged; train again.`));
  }
  // What the file's digest covers was written by `saveWeights`.
  return ok({ kept: found.kept, unitTable: JSON.parse(table) as UnitTable });
}
