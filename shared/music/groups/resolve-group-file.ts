/** Groups from a selection file: the first group that claims a note keeps it. */
import { divisiError } from '../../contract/errors.ts';
import type { DivisiError } from '../../contract/errors.ts';
import { err, ok } from '../../std/result.ts';
import type { Result } from '../../std/result.ts';
import { programName } from '../general-midi.ts';
import type { NoteGroup } from '../note-group.ts';
import type { Score, ScoreNote } from '../score.ts';
import type { GroupFile, GroupFileEntry, NoteSelection } from './group-file.ts';
import type { ResolvedGroups } from './resolve-groups.ts';
import { programsOf, selectionTest, tracksNamed } from './selection-test.ts';

type Matches = (note: ScoreNote) => boolean;

class Unknown extends Error {}

/** Cost O(notes x selections). Fails with 'group-unknown' or 'group-empty', naming the group. */
export function resolveGroupFile(score: Score, file: GroupFile): Result<ResolvedGroups> {
  const owner = new Map<string, number>();
  const warnings: string[] = [];
  const noteIds: string[][] = file.groups.map(() => []);
  for (const [index, entry] of file.groups.entries()) {
    let selections: readonly Matches[];
    try {
      selections = entry.select.map((selection) => compile(selection, score));
    } catch (cause) {
      if (cause instanceof Unknown) return err(unknown(entry, cause.message));
      throw cause;
    }
    const claims = score.notes.filter((note) => selections.some((matches) => matches(note)));
    const free = claims.filter((note) => !owner.has(note.id));
    if (free.length === 0) return err(empty(entry, claims.length));
    if (free.length < claims.length) {
      const taken = claims.length - free.length;
      const notes = taken === 1 ? '1 note' : `${taken} notes`;
      warnings.push(`${notes} of group "${entry.name}" stay with the earlier groups that claim them too.`);
    }
    for (const note of free) {
      owner.set(note.id, index);
      noteIds[index]?.push(note.id);
    }
  }
  const groups = file.groups.map(({ name }, index): NoteGroup => ({
    name,
    kind: 'group',
    noteIds: noteIds[index] ?? [],
  }));
  const rest = score.notes.filter((note) => !owner.has(note.id)).map((note) => note.id);
  if (rest.length > 0) groups.push({ name: 'rest', kind: 'rest', noteIds: rest });
  return ok({ groups, warnings });
}

/** @throws {Unknown} when the score has no such track, channel, instrument or note. */
function compile(selection: NoteSelection, score: Score): Matches {
  for (const key of selection.tracks ?? []) checkTrack(key, score);
  if (selection.channels !== undefined) {
    const present = new Set(score.notes.map((note) => note.channel + 1));
    const missing = selection.channels.find((channel) => !present.has(channel));
    if (missing !== undefined) {
      throw new Unknown(`no note on channel ${missing} (there are ${sortedList(present)})`);
    }
  }
  for (const key of selection.instruments ?? []) checkInstrument(key, score);
  if (selection.notes !== undefined) {
    const present = new Set(score.notes.map((note) => note.id));
    const missing = selection.notes.find((id) => !present.has(id));
    if (missing !== undefined) throw new Unknown(`no note "${missing}"`);
  }
  return selectionTest(selection, score.tracks);
}

function checkTrack(key: number | string, score: Score): void {
  if (tracksNamed(key, score.tracks).length > 0) return;
  const known = score.tracks.filter((track) => track.noteCount > 0);
  const names = known.map((track) => `${track.index + 1} "${track.name}"`).join(', ');
  throw new Unknown(`no track ${typeof key === 'number' ? key : `"${key}"`} (there are ${names})`);
}

function checkInstrument(key: number | string, score: Score): void {
  const wanted = programsOf(key);
  const present = new Set(score.notes.map((note) => note.program));
  if (wanted.some((program) => present.has(program))) return;
  const names = [...present]
    .sort((a, b) => a - b)
    .map((program) => `${program + 1} "${programName(program)}"`);
  const what = typeof key === 'number' ? `${key}` : `"${key}"`;
  const reason = wanted.length === 0 ? `${what} is no General MIDI instrument` : `no instrument ${what}`;
  throw new Unknown(`${reason} (there are ${names.join(', ')})`);
}

function unknown(entry: GroupFileEntry, what: string): DivisiError {
  return divisiError(
    'group-unknown',
    `Group "${entry.name}" asks for something that the score does not have: ${what}.`,
  );
}

function empty(entry: GroupFileEntry, claims: number): DivisiError {
  const reason =
    claims === 0 ? 'selects no note' : `selects ${claims} notes, but earlier groups claim all of them`;
  return divisiError('group-empty', `Group "${entry.name}" ${reason}.`);
}

function sortedList(numbers: ReadonlySet<number>): string {
  return [...numbers].sort((a, b) => a - b).join(', ');
}
