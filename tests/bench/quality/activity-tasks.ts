/** The trained representation as a detector of who plays what when, against the labels that it was given. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { methodSettings } from '../../../electron/backend/engine/model/method-settings.ts';
import { readScore } from '../../../electron/backend/engine/score/read-score.ts';
import { labelNotes } from '../../../shared/labels/labelling.ts';
import type { Labelling } from '../../../shared/labels/labelling.ts';
import { rasterise } from '../../../shared/labels/rasterise.ts';
import { partsOf } from '../../../shared/music/score-parts.ts';
import type { Score } from '../../../shared/music/score.ts';
import { ok } from '../../../shared/std/result.ts';
import type { BenchTask } from '../bench-task.ts';
import { countAgreement, scoreAgreement, thresholdActivity } from './activity-agreement.ts';
import type { TestPiece } from './data-set.ts';
import { measureSeparation } from './measure-separation.ts';
import { parseNpyMatrix } from './npy-matrix.ts';
import type { QualityOptions } from './quality-options.ts';
import { identityOf, recipeOf } from './quality-tasks.ts';

export function activityTasks(pieces: readonly TestPiece[], options: QualityOptions): BenchTask[] {
  const { excerptSec, seed, methods } = options;
  return pieces.flatMap((piece) =>
    methods.map((method): BenchTask => {
      const overrides = recipeOf(method, options);
      const condition = overrides.recipe === 'paper' ? 'recipe paper' : '';
      return {
        identity: identityOf('activity', piece, method, overrides, options, condition),
        async run(folder, tools) {
          const activityPath = join(folder, 'activity.npy');
          const task = { piece, method, overrides, seed, excerptSec, activityPath };
          const separated = await measureSeparation(task, folder, tools);
          if (!separated.ok) return separated;
          const score = await readScore(piece.scorePath);
          if (!score.ok) return score;
          const { rows, columns, values } = parseNpyMatrix(await readFile(activityPath));
          const classes = columns - 1;
          const startSec = values[0] ?? 0;
          const hopSec = (values[columns * (rows - 1)]! - startSec) / (rows - 1);
          const grid = { startSec, hopSec, frames: rows };
          const given = labelScore(score.value, methodSettings(method, overrides).labels, grid);
          if (given.unitTable.classes.length !== classes) {
            throw new Error(`expected ${given.unitTable.classes.length} classes, got ${classes}`);
          }
          const truth = trueActivity(score.value, given);
          const activity = Float32Array.from(
            { length: rows * classes },
            (_, i) => values[Math.floor(i / classes) * columns + 1 + (i % classes)]!,
          );
          const trained = scoreAgreement(countAgreement(thresholdActivity(activity, classes), truth));
          const labels = scoreAgreement(countAgreement(classLabels(given), truth));
          return ok({
            ...separated.value,
            figures: {
              ...separated.value.figures,
              f1: trained.f1,
              precision: trained.precision,
              recall: trained.recall,
              labelsF1: labels.f1,
              labelsPrecision: labels.precision,
              labelsRecall: labels.recall,
            },
          });
        },
      };
    }),
  );
}

function labelScore(
  score: Score,
  settings: Parameters<typeof labelNotes>[2],
  grid: Labelling['grid'],
): Labelling {
  const { parts, partOfNote } = partsOf(score);
  const notes = score.notes.map(({ pitchMidi, onsetSec, offsetSec }, index) => ({
    pitchMidi,
    onsetSec,
    offsetSec,
    part: partOfNote[index]!,
  }));
  return labelNotes(notes, parts, settings, grid);
}

/** Whether any unit of the class is allowed, [frames, classes] flattened. */
function classLabels(labelling: Labelling): Uint8Array {
  const { unitCount, unitsPerClass, classes } = labelling.unitTable;
  const labels = rasterise(labelling, 0, labelling.grid.frames);
  const active = new Uint8Array(labelling.grid.frames * classes.length);
  for (let i = 0; i < active.length; i++) {
    const from = Math.floor(i / classes.length) * unitCount + (i % classes.length) * unitsPerClass;
    if (labels.subarray(from, from + unitsPerClass).includes(1)) active[i] = 1;
  }
  return active;
}

/** Where a note of the class really sounds, from its onset to the end of its sound; columns as in `given`. */
function trueActivity(score: Score, given: Labelling): Uint8Array {
  const { grid, unitTable } = given;
  const { classes } = unitTable;
  const none = { before: 0, after: 0 };
  const exact = labelScore(
    score,
    { units: 2, stageEdgesSec: [], toleranceOnsetSec: none, toleranceSustainSec: none, freeUnits: 0 },
    grid,
  );
  const labels = classLabels(exact);
  const exactClasses = exact.unitTable.classes;
  const truth = new Uint8Array(grid.frames * classes.length);
  classes.forEach(({ part, pitchMidi }, column) => {
    const own = exactClasses.findIndex((each) => each.part === part && each.pitchMidi === pitchMidi);
    if (own === -1) return;
    for (let frame = 0; frame < grid.frames; frame++) {
      truth[frame * classes.length + column] = labels[frame * exactClasses.length + own]!;
    }
  });
  return truth;
}
