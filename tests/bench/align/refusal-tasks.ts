/** Scores that do not belong to a recording, and what becomes of them. */
import type { AlignerName } from '../../../electron/backend/engine/alignment-choice.ts';
import { ok } from '../../../shared/std/result.ts';
import type { BenchTask } from '../bench-task.ts';
import { alignIdentity } from './align-identity.ts';
import { noPins, runAlignment } from './measure-alignment.ts';
import type { TestPerformance } from './performances.ts';

/** How far on in the list the wrong scores stand. */
const steps = [1, 3, 6];

/** Every recording with some wrong scores; what becomes of the right ones the table of errors says. */
export function refusalTasks(
  performances: readonly TestPerformance[],
  aligners: readonly AlignerName[],
): BenchTask[] {
  const isSame = (a: TestPerformance, b: TestPerformance): boolean => a.slug === b.slug;
  return performances.flatMap((piece, index) =>
    [...new Set(steps.map((step) => performances[(index + step) % performances.length]!))]
      .filter((other) => !isSame(other, piece))
      .flatMap((other) =>
        aligners.map((aligner): BenchTask => ({
          identity: alignIdentity('align-refusal', piece, aligner, `score of ${other.slug}`),
          async run(_folder, tools) {
            const { recordingPath } = piece;
            const report = await runAlignment(
              { recordingPath, scorePath: other.scorePath },
              aligner,
              noPins,
              tools,
            );
            if (!report.ok && report.error.code !== 'score-mismatch') return report;
            const remarks = report.ok ? [] : [report.error.message];
            return ok({ figures: { refused: Number(!report.ok) }, nsdr: {}, remarks });
          },
        })),
      ),
  );
}
