/** The two hands of a keyboard player: two tracks, or one keyboard split at a pitch. */
import { divisiError } from '../../contract/errors.ts';
import { err, ok } from '../../std/result.ts';
import type { Result } from '../../std/result.ts';
import type { NoteGroup } from '../note-group.ts';
import { pitchName } from '../pitch-name.ts';
import type { Score, ScoreNote, ScoreTrack } from '../score.ts';
import type { ResolvedGroups } from './resolve-groups.ts';

const rightNames = sideNames('right|rh|r\\.h\\.|upper|up|treble|droite|md|rechts?|rechte|destra|dx|derecha');
const leftNames = sideNames('left|lh|l\\.h\\.|lower|down|bass|gauche|mg|links?|linke|sinistra|sx|izquierda');

function sideNames(words: string): RegExp {
  return new RegExp(`(?<!\\p{L})(?:${words})(?!\\p{L})`, 'iu');
}

/**
 * Right comes first. Without a split pitch the score must have exactly two tracks with notes: the names
 * tell which is right, or else the higher mean pitch does. With one, notes at or above it are the right
 * hand's.
 *
 * Fails with 'group-unknown' when there are not two such tracks, 'group-empty' when one side of the
 * split has no notes.
 */
export function resolveHands(score: Score, splitPitch?: number): Result<ResolvedGroups> {
  if (splitPitch !== undefined) return splitHands(score, splitPitch);
  const tracks = score.tracks.filter((track) => track.noteCount > 0);
  const [first, second] = tracks;
  if (first === undefined || second === undefined || tracks.length > 2) {
    const names = tracks.map((track) => `"${track.name}"`).join(', ');
    const found = tracks.length === 1 ? `1 track with notes (${names})` : `${tracks.length} (${names})`;
    const message = `Hands need exactly two tracks with notes; the score has ${found}. Use --split-pitch N to split one keyboard at a pitch, or group by tracks.`;
    return err(divisiError('group-unknown', message));
  }
  const firstNotes = score.notes.filter((note) => note.track === first.index);
  const secondNotes = score.notes.filter((note) => note.track === second.index);
  const firstIsRight = byName(first, second) ?? meanPitch(firstNotes) >= meanPitch(secondNotes);
  return ok(hands(firstIsRight ? [firstNotes, secondNotes] : [secondNotes, firstNotes]));
}

function splitHands(score: Score, splitPitch: number): Result<ResolvedGroups> {
  const right = score.notes.filter((note) => note.pitchMidi >= splitPitch);
  const left = score.notes.filter((note) => note.pitchMidi < splitPitch);
  if (right.length === 0 || left.length === 0) {
    const side = right.length === 0 ? 'at or above' : 'below';
    const message = `--split-pitch ${splitPitch} (${pitchName(splitPitch)}) leaves no note ${side} it: one hand would be empty.`;
    return err(divisiError('group-empty', message));
  }
  return ok(hands([right, left]));
}

/** Whether the names say that the first is the right hand; null when they do not say. */
function byName(first: ScoreTrack, second: ScoreTrack): boolean | null {
  const sideOf = ({ name }: ScoreTrack): number =>
    Number(rightNames.test(name)) - Number(leftNames.test(name));
  const difference = sideOf(first) - sideOf(second);
  return difference === 0 ? null : difference > 0;
}

function meanPitch(notes: readonly ScoreNote[]): number {
  return notes.reduce((sum, note) => sum + note.pitchMidi, 0) / notes.length;
}

function hands([right, left]: readonly [readonly ScoreNote[], readonly ScoreNote[]]): ResolvedGroups {
  const group = (name: string, notes: readonly ScoreNote[]): NoteGroup => ({
    name,
    kind: 'group',
    noteIds: notes.map((note) => note.id),
  });
  return { groups: [group('right', right), group('left', left)], warnings: [] };
}
