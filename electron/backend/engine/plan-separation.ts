/** What a separation will do, known before any sound is read: the notes, their groups, the files. */
import { join } from 'node:path';
import type { NoteTolerances } from '../../../shared/labels/auto-tolerance.ts';
import { numberedNames } from '../../../shared/export/export-names.ts';
import { resolveGroups } from '../../../shared/music/groups/resolve-groups.ts';
import type { NoteGroup } from '../../../shared/music/note-group.ts';
import type { Score } from '../../../shared/music/score.ts';
import { ok } from '../../../shared/std/result.ts';
import type { Result } from '../../../shared/std/result.ts';
import { readScore } from './score/read-score.ts';
import type { SeparationRequest } from './separation-request.ts';

export type PlannedStem = {
  /** Name of the group; 'rest' and 'residual' for the other two kinds. */
  readonly group: string;
  readonly kind: 'group' | 'rest' | 'residual';
  /** Absolute path: `<piece> - <nn> <group>.wav` in the output folder. */
  readonly file: string;
  /** Empty for the residual. */
  readonly noteIds: readonly string[];
};

export type SeparationPlan = {
  readonly score: Score;
  readonly groups: readonly NoteGroup[];
  /** One per group in the groups' order, then the residual, last. */
  readonly stems: readonly PlannedStem[];
  /** What was repaired in the score, and what the grouping wants known. */
  readonly warnings: readonly string[];
  /** One per note of the score, where notes have tolerances of their own. */
  readonly tolerances?: readonly Partial<NoteTolerances>[];
};

export type PlanRequest = Pick<SeparationRequest, 'scorePath' | 'outputFolder' | 'piece' | 'groups'>;

/** Cost: reading the score. Fails as `readScore` and `resolveGroups` do. */
export async function planSeparation(request: PlanRequest): Promise<Result<SeparationPlan>> {
  const score = await readScore(request.scorePath);
  if (!score.ok) return score;
  const resolved = resolveGroups(score.value, request.groups);
  if (!resolved.ok) return resolved;
  const { groups, warnings } = resolved.value;
  return ok({
    score: score.value,
    groups,
    stems: planStems(groups, request.outputFolder, request.piece),
    warnings: [...score.value.repairs, ...warnings],
  });
}

/** One file for each group in their order, then the residual's. */
export function planStems(groups: readonly NoteGroup[], outputFolder: string, piece: string): PlannedStem[] {
  const names = numberedNames(piece, [...groups.map(({ name }) => name), 'residual'], 1, groups.length + 1);
  const fileOf = (index: number): string => join(outputFolder, `${names[index]!}.wav`);
  return [
    ...groups.map(({ name, kind, noteIds }, index) => ({ group: name, kind, file: fileOf(index), noteIds })),
    { group: 'residual', kind: 'residual' as const, file: fileOf(groups.length), noteIds: [] },
  ];
}
