/** The label matrix L. */
import type { Labelling } from './labelling.ts';

/**
 * Any stretch of frames of the label matrix.
 * @returns [frameCount, K] flattened, 1 where a unit may be active: K units in the order of the unit table,
 * the free ones always 1. Cost O(frameCount K) at most.
 */
export function rasterise(labelling: Labelling, startFrame: number, frameCount: number): Uint8Array {
  const { unitTable, notesOfClass } = labelling;
  const { unitCount, unitsPerClass, freeUnits } = unitTable;
  const labels = new Uint8Array(frameCount * unitCount);
  notesOfClass.forEach((notes, index) => {
    for (const { spans, first, last } of notes) {
      if (last < startFrame || first >= startFrame + frameCount) continue;
      spans.forEach((span, unit) => {
        if (span === null) return;
        const column = index * unitsPerClass + unit;
        const from = Math.max(span.first - startFrame, 0);
        const to = Math.min(span.last - startFrame, frameCount - 1);
        for (let frame = from; frame <= to; frame++) labels[frame * unitCount + column] = 1;
      });
    }
  });
  if (freeUnits > 0) {
    for (let frame = 1; frame <= frameCount; frame++) {
      labels.fill(1, frame * unitCount - freeUnits, frame * unitCount);
    }
  }
  return labels;
}

/** L of all frames, [N, K] flattened. */
export function labelMatrix(labelling: Labelling): Uint8Array {
  return rasterise(labelling, 0, labelling.grid.frames);
}
