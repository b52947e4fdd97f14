/** An order's labels over a recording's frames, and marks by which changed frames are told. */
import { labelNotes } from '../../../../shared/labels/labelling.ts';
import type { Labelling } from '../../../../shared/labels/labelling.ts';
import { ownershipOf } from '../../../../shared/labels/ownership.ts';
import type { Ownership } from '../../../../shared/labels/ownership.ts';
import { labelMatrix } from '../../../../shared/labels/rasterise.ts';
import type { MethodSettings } from '../model/method-settings.ts';
import type { TrainingInput } from '../model/training-input.ts';
import type { LiveAnalysis } from './live-analysis.ts';
import type { LiveOrder } from './live-order.ts';

export type LiveLabels = {
  readonly labelling: Labelling;
  readonly ownership: Ownership;
  readonly input: TrainingInput;
};

/** Cost O(frames K). */
export function labelOrder(order: LiveOrder, analysis: LiveAnalysis, settings: MethodSettings): LiveLabels {
  const { magnitudes, frames, bands, hopSec } = analysis;
  const grid = { startSec: 0, hopSec, frames };
  const labelling = labelNotes(order.notes, order.parts, settings.labels, grid, order.paint);
  return {
    labelling,
    ownership: ownershipOf(labelling, order.groupOfNote),
    input: {
      magnitudes,
      frames,
      bands,
      labels: labelMatrix(labelling),
      unitTable: labelling.unitTable,
      hopSec,
      tuningCents: order.tuningCents,
      seed: order.seed,
    },
  };
}

/**
 * One number for every frame, [frames]: equal where the same units of the same classes are allowed and the
 * same groups own them, whatever other classes there are; different, but for one in four thousand millions,
 * where they are not. Cost O(frames K).
 *
 * @source G. Fowler, L. C. Noll, P. Vo, FNV-1a, over whole numbers instead of bytes.
 */
export function framePrints(
  { input, labelling, ownership }: LiveLabels,
  groups: readonly string[],
): Uint32Array {
  const { frames, labels } = input;
  const { unitCount, unitsPerClass, classes } = labelling.unitTable;
  const names = groups.map(textPrint);
  const owners = ownership.ownersOf(0, frames);
  return Uint32Array.from({ length: frames }, (_, frame) => {
    let print = 0x811c9dc5;
    classes.forEach(({ part, pitchMidi }, index) => {
      let allowed = 0;
      for (let unit = 0; unit < unitsPerClass; unit++) {
        if (labels[frame * unitCount + index * unitsPerClass + unit] === 1) allowed |= 1 << (unit % 31);
      }
      if (allowed === 0) return;
      const owner = owners[frame * classes.length + index]!;
      for (const value of [part * 128 + pitchMidi, allowed, owner < 0 ? 0 : names[owner]!]) {
        print = Math.imul(print ^ value, 0x01000193);
      }
    });
    return print >>> 0;
  });
}

export function textPrint(text: string): number {
  let print = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) print = Math.imul(print ^ text.charCodeAt(i), 0x01000193);
  return print;
}
