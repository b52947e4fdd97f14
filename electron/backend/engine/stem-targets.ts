/** Which stems a run writes, and to which of them each note goes. */
import type { NoteToLabel } from '../../../shared/labels/labelling.ts';
import { partsOf } from '../../../shared/music/score-parts.ts';
import type { ScoreParts } from '../../../shared/music/score-parts.ts';
import type { PlannedStem, SeparationPlan } from './plan-separation.ts';

export type StemTargets = {
  /** The groups and, where it has notes in the span, the rest: the order of the masks. */
  readonly groups: readonly { readonly stem: PlannedStem; readonly notes: number }[];
  readonly residual: PlannedStem;
  /** Planned, but not written: a rest without notes in the span. */
  readonly leftOut: readonly PlannedStem[];
  /** All notes of the score. */
  readonly notes: readonly NoteToLabel[];
  readonly parts: ScoreParts['parts'];
  /** Index into `groups` for every note; -1 for notes of a rest that gets no stem. */
  readonly groupOfNote: Int16Array;
};

/**
 * A group without notes in the span still gets its stem, which is silent: the set is the same for every
 * excerpt. A rest without notes gets none.
 * @param notesInGroup notes that sound within the span, for every group of the plan
 */
export function stemTargets(plan: SeparationPlan, notesInGroup: readonly number[]): StemTargets {
  const residual = plan.stems.find((stem) => stem.kind === 'residual');
  if (residual === undefined) throw new RangeError('expected a plan with a residual');
  const groups = plan.stems
    .map((stem, index) => ({ stem, notes: notesInGroup[index] ?? 0 }))
    .filter(({ stem, notes }) => stem.kind === 'group' || (stem.kind === 'rest' && notes > 0));
  const leftOut = plan.stems.filter(({ kind }, index) => kind === 'rest' && (notesInGroup[index] ?? 0) === 0);
  const groupOfId = new Map<string, number>();
  groups.forEach(({ stem }, group) => stem.noteIds.forEach((id) => groupOfId.set(id, group)));
  const { parts, partOfNote } = partsOf(plan.score);
  return {
    groups,
    residual,
    leftOut,
    notes: plan.score.notes.map(({ pitchMidi, onsetSec, offsetSec }, index) => ({
      pitchMidi,
      onsetSec,
      offsetSec,
      part: partOfNote[index]!,
      ...plan.tolerances?.[index],
    })),
    parts,
    groupOfNote: Int16Array.from(plan.score.notes, ({ id }) => groupOfId.get(id) ?? -1),
  };
}
