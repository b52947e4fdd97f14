/** What a trained network does, class by class: a file for other programs and for the window's roll. */
import { dirname } from 'node:path';
import type { Result } from '../../../../shared/std/result.ts';
import { err, ok } from '../../../../shared/std/result.ts';
import { writeFailure } from '../audio/file-failure.ts';
import { makeFolder } from '../make-folder.ts';
import { activityBytes } from '../model/activity/activity-table.ts';
import type { LearnedRepresentation } from '../model/learned-representation.ts';
import { writePending } from '../pending-file.ts';
import type { LiveLabels } from './live-labels.ts';
import type { LiveOrder } from './live-order.ts';

export type ActivityTask = {
  /** The project's folder. */
  readonly project: string;
  readonly order: LiveOrder;
  /** Null is the running training of the project, for the labels that it was begun with. */
  readonly weightsPath: string | null;
  /** A .npy file; absolute. */
  readonly path: string;
};

export type ActivityReport = {
  readonly hopSec: number;
  /** Of the file's columns. */
  readonly classes: readonly { readonly part: number; readonly pitchMidi: number }[];
};

/** Fails with 'output-unwritable' or 'disk-full'. */
export async function writeLiveActivity(
  representation: LearnedRepresentation,
  { labelling }: LiveLabels,
  path: string,
): Promise<Result<ActivityReport>> {
  const { unitTable, grid } = labelling;
  try {
    await makeFolder(dirname(path));
  } catch (cause) {
    return err(writeFailure(cause, path));
  }
  const pending = await writePending(path, activityBytes({ representation, unitTable, grid }, 'npy'));
  if (!pending.ok) return pending;
  const named = await pending.value.commit();
  if (!named.ok) return named;
  const classes = unitTable.classes.map(({ part, pitchMidi }) => ({ part, pitchMidi }));
  return ok({ hopSec: grid.hopSec, classes });
}
