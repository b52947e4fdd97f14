/** The trained representation as a detector of who plays what when: the paper's other use of it. */
import type { LabelClass, UnitTable } from '../../../../../shared/labels/unit-table.ts';
import type { LearnedRepresentation } from '../learned-representation.ts';

/**
 * Sum of a class's units, in the model's scale of magnitudes.
 * @returns [frameCount, classes] flattened
 */
export function classActivity(
  { activations, units }: Pick<LearnedRepresentation, 'activations' | 'units'>,
  { classes, unitsPerClass }: UnitTable,
  startFrame: number,
  frameCount: number,
): Float32Array {
  const activity = new Float32Array(frameCount * classes.length);
  for (let frame = 0; frame < frameCount; frame++) {
    const from = (startFrame + frame) * units;
    for (let index = 0; index < classes.length; index++) {
      let sum = 0;
      for (let unit = 0; unit < unitsPerClass; unit++)
        sum += activations[from + index * unitsPerClass + unit]!;
      activity[frame * classes.length + index] = sum;
    }
  }
  return activity;
}

/** `<part>:<MIDI pitch>`, parts counted from 1 in the order of track, channel, program. */
export function className({ part, pitchMidi }: LabelClass): string {
  return `${part + 1}:${pitchMidi}`;
}
