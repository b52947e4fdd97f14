/** Whose tolerance the inspector shows and sets. */
import { decayLookup } from '../../../shared/document/decay-lookup.ts';
import type { DocumentState } from '../../../shared/document/document-state.ts';
import { effectiveTolerance, methodTolerance } from '../../../shared/document/effective-tolerance.ts';
import type { ToleranceScope } from '../../../shared/document/edits/set-tolerance.ts';
import { recordOf } from '../../../shared/document/record-table.ts';
import type { GroupRecord, ToleranceRecord } from '../../../shared/document/records.ts';
import type { RollNote } from '../../canvas/roll-note.ts';
import type { LabelBasis } from '../../state/roll-notes.ts';

/** 'groups' are those of the selected notes. */
export type ScopeName = 'selection' | 'groups' | 'all' | `group:${string}`;
export type ToleranceSide = Exclude<keyof ToleranceRecord, 'id'>;

export const toleranceSides = [
  'onsetBeforeSec',
  'onsetAfterSec',
  'sustainBeforeSec',
  'sustainAfterSec',
] as const satisfies readonly ToleranceSide[];

export function scopeOf(
  name: ScopeName,
  notes: readonly RollNote[],
  groups: readonly GroupRecord[],
): ToleranceScope {
  if (name === 'all') return { kind: 'global' };
  if (name === 'selection') return { kind: 'notes', ids: [...new Set(notes.map(({ noteId }) => noteId))] };
  if (name !== 'groups') return { kind: 'groups', ids: [name.slice('group:'.length)] };
  const ids = new Set(notes.map(({ group }) => groups[group]?.id));
  return { kind: 'groups', ids: [...ids].filter((id) => id !== undefined) };
}

/** Records in which the scope's own word stands. */
export function recordIdsOf(scope: ToleranceScope): readonly string[] {
  if (scope.kind === 'global') return ['global'];
  return scope.ids.map((id) => `${scope.kind === 'groups' ? 'group' : 'note'}:${id}`);
}

export type ToleranceValues = { readonly [S in ToleranceSide]: readonly number[] };

/**
 * Of notes what holds for each of them, whoever said it; of groups and everything what was said, none where nothing
 * was: each note then has what the method gives it. Seconds. Cost O(notes).
 */
export function toleranceValues(
  document: DocumentState,
  { settings, auto = methodTolerance }: LabelBasis,
  groups: readonly GroupRecord[],
  scope: ToleranceScope,
  notes: readonly RollNote[],
): ToleranceValues {
  if (scope.kind !== 'notes') {
    const said = recordIdsOf(scope).map((id) => recordOf(document.tolerances, id));
    const valuesOf = (side: ToleranceSide): number[] => said.flatMap((record) => record?.[side] ?? []);
    return {
      onsetBeforeSec: valuesOf('onsetBeforeSec'),
      onsetAfterSec: valuesOf('onsetAfterSec'),
      sustainBeforeSec: valuesOf('sustainBeforeSec'),
      sustainAfterSec: valuesOf('sustainAfterSec'),
    };
  }
  const decays = decayLookup(document);
  const each = notes.map(({ noteId, group, confidence }) => {
    const partId = recordOf(document.notes, noteId)?.partId ?? '';
    const automatic = auto({ confidence, decays: decays(partId) }, settings);
    return effectiveTolerance(document, noteId, groups[group]?.id ?? null, automatic);
  });
  return {
    onsetBeforeSec: each.map(({ toleranceOnsetSec }) => toleranceOnsetSec.before),
    onsetAfterSec: each.map(({ toleranceOnsetSec }) => toleranceOnsetSec.after),
    sustainBeforeSec: each.map(({ toleranceSustainSec }) => toleranceSustainSec.before),
    sustainAfterSec: each.map(({ toleranceSustainSec }) => toleranceSustainSec.after),
  };
}
