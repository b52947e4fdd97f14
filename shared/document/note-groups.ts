/** Which group a note belongs to: where a person put it, or else the first group whose rule it fits. */
import { selectionTest } from '../music/groups/selection-test.ts';
import type { SelectableNote } from '../music/groups/selection-test.ts';
import type { ScoreTrack } from '../music/score.ts';
import { singleOf } from './document-state.ts';
import type { DocumentState } from './document-state.ts';
import { recordOf, recordsOf } from './record-table.ts';
import type { GroupRecord, NoteRecord, PartRecord } from './records.ts';

/** Null for a note of no group, which goes to the rest. */
export type GroupLookup = (note: NoteRecord) => string | null;

/** As they stand in a list: by order, then id. */
export function orderedGroups({ groups }: Pick<DocumentState, 'groups'>): readonly GroupRecord[] {
  return [...recordsOf(groups)].sort((a, b) => a.order - b.order || (a.id < b.id ? -1 : 1));
}

/** As they stand in the label matrix: by order, then id. */
export function orderedParts({ parts }: Pick<DocumentState, 'parts'>): readonly PartRecord[] {
  return [...recordsOf(parts)].sort((a, b) => a.order - b.order || (a.id < b.id ? -1 : 1));
}

/** Cost O(groups) for every note that is asked for; what rules say is worked out once for the same groups. */
export function groupLookup(document: DocumentState): GroupLookup {
  const rules = compiledRules(document);
  return (note) => {
    const assignment = recordOf(document.assignments, note.id);
    if (assignment !== undefined) return assignment.groupId;
    const part = recordOf(document.parts, note.partId);
    if (part === undefined) return null;
    const asked = selectable(note, part);
    return rules.find(({ tests }) => tests.some((fits) => fits(asked)))?.id ?? null;
  };
}

/** The group whose rule fits any note of a class, whenever it sounds; for what is painted where no note is. */
export function classGroup(document: DocumentState, part: PartRecord, pitchMidi: number): string | null {
  const { track, channel, program } = part;
  const asked = { id: '', pitchMidi, track, channel, program, onsetSec: null };
  return compiledRules(document).find(({ tests }) => tests.some((fits) => fits(asked)))?.id ?? null;
}

type CompiledRule = { readonly id: string; readonly tests: readonly ((note: SelectableNote) => boolean)[] };
type Compiled = { readonly tracks: readonly ScoreTrack[]; readonly rules: readonly CompiledRule[] };

const known = new WeakMap<DocumentState['groups'], Compiled>();
const noTracks: readonly ScoreTrack[] = [];

function compiledRules(document: DocumentState): readonly CompiledRule[] {
  const tracks = singleOf(document, 'score')?.tracks ?? noTracks;
  const compiled = known.get(document.groups);
  if (compiled?.tracks === tracks) return compiled.rules;
  const rules = orderedGroups(document).map(({ id, rule }) => ({
    id,
    tests: rule.map((selection) => selectionTest(selection, tracks)),
  }));
  known.set(document.groups, { tracks, rules });
  return rules;
}

function selectable({ id, pitchMidi, score }: NoteRecord, part: PartRecord): SelectableNote {
  const { track, channel, program } = part;
  return { id, pitchMidi, track, channel, program, onsetSec: score?.onsetSec ?? null };
}
