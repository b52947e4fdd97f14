/** Labels from notes that lie at the wrong times: how much a method forgives. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readScore } from '../../../electron/backend/engine/score/read-score.ts';
import type { BenchTask } from '../bench-task.ts';
import { jitterScore } from '../signals/moved-notes.ts';
import { writeTimedMidi } from '../signals/timed-midi.ts';
import type { TestPiece } from './data-set.ts';
import { measureSeparation } from './measure-separation.ts';
import type { QualityOptions } from './quality-options.ts';
import { identityOf, recipeOf } from './quality-tasks.ts';

export function jitterTasks(pieces: readonly TestPiece[], options: QualityOptions): BenchTask[] {
  const { excerptSec, seed, jitterMs, methods } = options;
  return pieces.flatMap((piece) =>
    jitterMs.flatMap((mostMs) =>
      methods.map((method): BenchTask => {
        const overrides = recipeOf(method, options);
        return {
          identity: identityOf('jitter', piece, method, overrides, options, `${mostMs} ms`),
          async run(folder, tools) {
            const score = await readScore(piece.scorePath);
            if (!score.ok) return score;
            const scorePath = join(folder, 'jittered.mid');
            await writeFile(scorePath, writeTimedMidi(jitterScore(score.value, mostMs / 1000, seed)));
            const jittered = { ...piece, scorePath };
            return measureSeparation({ piece: jittered, method, overrides, seed, excerptSec }, folder, tools);
          },
        };
      }),
    ),
  );
}
