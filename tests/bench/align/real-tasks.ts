/** Real recordings without a truth: onset strength where notes are said to begin, against chance. */
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { AlignerName } from '../../../electron/backend/engine/alignment-choice.ts';
import { divisiError } from '../../../shared/contract/errors.ts';
import { createRng } from '../../../shared/std/rng.ts';
import { err, ok } from '../../../shared/std/result.ts';
import type { Result } from '../../../shared/std/result.ts';
import type { BenchTask } from '../bench-task.ts';
import { alignIdentity } from './align-identity.ts';
import { noPins, runAlignment, runFigures } from './measure-alignment.ts';
import { onsetStrength, strengthAt } from './onset-strength.ts';

/** Predicted onsets moved by this are no onsets, but as dense as them. */
const movedSec = 0.06;

/** @param folder holds real/<slug>/recording.wav and score.mid */
export async function realTasks(
  folder: string,
  aligners: readonly AlignerName[],
): Promise<Result<BenchTask[]>> {
  let slugs: string[];
  try {
    slugs = (await readdir(join(folder, 'real'))).sort();
  } catch {
    return err(divisiError('file-missing', `--data: there is no folder "${join(folder, 'real')}".`));
  }
  return ok(
    slugs.flatMap((slug) =>
      aligners.map((aligner): BenchTask => ({
        identity: alignIdentity('align-real', { set: 'real', slug }, aligner, ''),
        async run(_folder, tools) {
          const recordingPath = join(folder, 'real', slug, 'recording.wav');
          const scorePath = join(folder, 'real', slug, 'score.mid');
          const report = await runAlignment({ recordingPath, scorePath }, aligner, noPins, tools);
          if (!report.ok) return report;
          const strength = await onsetStrength(recordingPath);
          if (!strength.ok) return strength;
          const { musicFromSec, musicToSec, notes } = report.value;
          const onsets = [...new Set(notes.map(({ onsetSec }) => onsetSec))];
          const rng = createRng(1);
          const anywhere = onsets.map(() => musicFromSec + rng.nextFloat() * (musicToSec - musicFromSec));
          return ok({
            figures: {
              ...runFigures(report.value),
              notes: notes.length,
              atOnsets: strengthAt(strength.value, onsets),
              before: strengthAt(
                strength.value,
                onsets.map((sec) => sec - movedSec),
              ),
              after: strengthAt(
                strength.value,
                onsets.map((sec) => sec + movedSec),
              ),
              chance: strengthAt(strength.value, anywhere),
            },
            nsdr: {},
            remarks: report.value.doubtful.map(
              ({ fromSec, toSec, reason }) => `${fromSec.toFixed(1)}-${toSec.toFixed(1)} ${reason}`,
            ),
          });
        },
      })),
    ),
  );
}
