/** Sorts the notes of a score into the groups that the user asked for. */
import { divisiError } from '../../contract/errors.ts';
import { err, ok } from '../../std/result.ts';
import type { Result } from '../../std/result.ts';
import { uniqueNames } from '../../std/unique-names.ts';
import { programName } from '../general-midi.ts';
import type { NoteGroup } from '../note-group.ts';
import type { Score, ScoreNote } from '../score.ts';
import type { GroupSpec } from './group-spec.ts';
import { resolveGroupFile } from './resolve-group-file.ts';
import { resolveHands } from './resolve-hands.ts';

export type ResolvedGroups = {
  /** Every note of the score is in exactly one; 'rest' is last and only there when it has notes. */
  readonly groups: readonly NoteGroup[];
  /** What the user should know: notes that two groups claimed. */
  readonly warnings: readonly string[];
};

/**
 * Groups by track, channel or instrument come in the order of the score's tracks; hands as right, left;
 * those of a file in its own order. Only what has notes becomes a group; names are unique, case aside.
 *
 * Fails with 'group-unknown' (the score has no such track, channel, instrument or note; hands cannot be
 * told apart), 'group-empty' (a group that selects no note).
 */
export function resolveGroups(score: Score, spec: GroupSpec): Result<ResolvedGroups> {
  if (score.notes.length === 0) return err(divisiError('score-empty', 'The score has no notes.'));
  switch (spec.kind) {
    case 'tracks':
      return ok(
        groupBy(
          score,
          (note) => note.track,
          (note) => score.tracks[note.track]?.name ?? '',
        ),
      );
    case 'channels':
      return ok(
        groupBy(
          score,
          (note) => note.channel,
          (note) => `Channel ${note.channel + 1}`,
        ),
      );
    case 'instruments':
      return ok(
        groupBy(
          score,
          (note) => note.program,
          (note) => programName(note.program),
        ),
      );
    case 'hands':
      return resolveHands(score, spec.splitPitch);
    case 'file':
      return resolveGroupFile(score, spec.file);
  }
}

function groupBy(
  score: Score,
  keyOf: (note: ScoreNote) => number,
  nameOf: (note: ScoreNote) => string,
): ResolvedGroups {
  const notesOf = new Map<number, ScoreNote[]>();
  for (const note of score.notes) {
    const notes = notesOf.get(keyOf(note));
    if (notes === undefined) notesOf.set(keyOf(note), [note]);
    else notes.push(note);
  }
  // The order of the tracks in which the groups first appear, then of the keys themselves.
  const ordered = [...notesOf]
    .map(([key, notes]) => ({ key, notes, firstTrack: Math.min(...new Set(notes.map((n) => n.track))) }))
    .sort((a, b) => a.firstTrack - b.firstTrack || a.key - b.key);
  const names = uniqueNames(ordered.map(({ notes }) => (notes[0] === undefined ? '' : nameOf(notes[0]))));
  const groups = ordered.map(({ notes }, index): NoteGroup => ({
    name: names[index] ?? '',
    kind: 'group',
    noteIds: notes.map((note) => note.id),
  }));
  return { groups, warnings: [] };
}
