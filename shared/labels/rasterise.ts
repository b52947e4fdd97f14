/** The label matrix L. */
import { fillClass } from './label-class.ts';
import type { Labelling } from './labelling.ts';

/**
 * Any stretch of frames of the label matrix.
 * @returns [frameCount, K] flattened, 1 where a unit may be active: K units in the order of the unit table,
 * the free ones always 1. Cost O(frameCount K) at most.
 */
export function rasterise(labelling: Labelling, startFrame: number, frameCount: number): Uint8Array {
  const { unitTable, notesOfClass, paintOfClass } = labelling;
  const { unitCount, unitsPerClass, freeUnits } = unitTable;
  const cells = new Uint8Array(frameCount * unitCount);
  notesOfClass.forEach((notes, index) => {
    fillClass(
      { notes, paint: paintOfClass[index] ?? [] },
      {
        cells,
        startFrame,
        frameCount,
        stride: unitCount,
        column: index * unitsPerClass,
        units: unitsPerClass,
      },
    );
  });
  if (freeUnits > 0) {
    for (let frame = 1; frame <= frameCount; frame++) {
      cells.fill(1, frame * unitCount - freeUnits, frame * unitCount);
    }
  }
  return cells;
}

/** L of all frames, [N, K] flattened. */
export function labelMatrix(labelling: Labelling): Uint8Array {
  return rasterise(labelling, 0, labelling.grid.frames);
}
