/** What the alignment costs the stems: true note times, found ones, and the published fixed tolerance. */
import { join } from 'node:path';
import { writeFile } from 'node:fs/promises';
import { readScore } from '../../../electron/backend/engine/score/read-score.ts';
import type { AlignmentChoice } from '../../../electron/backend/engine/alignment-choice.ts';
import type { MethodOverrides } from '../../../shared/document/method-overrides.ts';
import { excerptText } from '../bench-row.ts';
import type { BenchTask } from '../bench-task.ts';
import { measureSeparation } from '../quality/measure-separation.ts';
import { alignIdentity } from './align-identity.ts';
import { noPins } from './measure-alignment.ts';
import { readTruth, trueNotes } from './performances.ts';
import type { TestPerformance } from './performances.ts';

const excerptSec = { start: 0, end: 40 };
const seed = 1;
const fixed = { before: 0.5, after: 0.5 };

const separationConditions = ['true times', 'aligned', 'aligned, 0.5 s', 'dtw'] as const;

export function separationTasks(performances: readonly TestPerformance[]): BenchTask[] {
  return performances
    .filter(({ set }) => set === 'align')
    .flatMap((piece) =>
      separationConditions.map((condition): BenchTask => {
        const overrides: MethodOverrides =
          condition === 'aligned, 0.5 s' ? { toleranceOnsetSec: fixed, toleranceSustainSec: fixed } : {};
        const identity = alignIdentity('align-separation', piece, 'divisi', condition);
        return {
          identity: { ...identity, settings: { excerpt: excerptText(excerptSec) }, seed },
          async run(folder, tools) {
            let alignment: AlignmentChoice = {
              kind: 'align',
              aligner: condition === 'dtw' ? 'dtw' : 'chords',
              pins: noPins,
            };
            if (condition === 'true times') {
              const score = await readScore(piece.scorePath);
              if (!score.ok) return score;
              const path = join(folder, 'truth.json');
              const notes = trueNotes(score.value, await readTruth(piece));
              await writeFile(path, JSON.stringify({ aligner: 'truth', notes }));
              alignment = { kind: 'file', path };
            }
            const { slug, recordingPath, scorePath, rightPath, leftPath } = piece;
            const separated = {
              slug,
              piano: 'fluid' as const,
              mixPath: recordingPath,
              scorePath,
              groups: { kind: 'hands' as const },
              references: [
                { group: 'right', path: rightPath },
                { group: 'left', path: leftPath },
              ],
            };
            return measureSeparation(
              { piece: separated, method: 'divisi', overrides, seed, excerptSec, alignment },
              folder,
              tools,
            );
          },
        };
      }),
    );
}
