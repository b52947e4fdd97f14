/** Which notes a selection means. */
import { programsNamed } from '../general-midi.ts';
import type { ScoreTrack } from '../score.ts';
import type { NoteSelection } from './group-file.ts';

/** What a selection asks about a note. */
export type SelectableNote = {
  readonly id: string;
  readonly track: number;
  readonly channel: number;
  readonly program: number;
  readonly pitchMidi: number;
  /** Score time; null for a note that has none, which no range of times selects. */
  readonly onsetSec: number | null;
};

/** All given fields must hold; names that nothing has select nothing. Cost O(1) per note, but for ranges. */
export function selectionTest(
  selection: NoteSelection,
  tracks: readonly ScoreTrack[],
): (note: SelectableNote) => boolean {
  const tests: ((note: SelectableNote) => boolean)[] = [];
  if (selection.tracks !== undefined) {
    const wanted = new Set(
      selection.tracks.flatMap((key) => tracksNamed(key, tracks).map(({ index }) => index)),
    );
    tests.push(({ track }) => wanted.has(track));
  }
  if (selection.channels !== undefined) {
    const wanted = new Set(selection.channels);
    tests.push(({ channel }) => wanted.has(channel + 1));
  }
  if (selection.instruments !== undefined) {
    const wanted = new Set(selection.instruments.flatMap(programsOf));
    tests.push(({ program }) => wanted.has(program));
  }
  const { pitches, timesSec } = selection;
  if (pitches !== undefined) {
    tests.push(({ pitchMidi }) =>
      pitches.some(({ lowMidi, highMidi }) => lowMidi <= pitchMidi && pitchMidi <= highMidi),
    );
  }
  if (timesSec !== undefined) {
    tests.push(
      ({ onsetSec }) =>
        onsetSec !== null && timesSec.some(([start, end]) => start <= onsetSec && onsetSec < end),
    );
  }
  if (selection.notes !== undefined) {
    const wanted = new Set(selection.notes);
    tests.push(({ id }) => wanted.has(id));
  }
  return (note) => tests.every((test) => test(note));
}

/** A name may mean several tracks of that name; case does not matter. */
export function tracksNamed(key: number | string, tracks: readonly ScoreTrack[]): ScoreTrack[] {
  return tracks.filter((track) =>
    typeof key === 'number' ? track.index + 1 === key : track.name.toLowerCase() === key.toLowerCase(),
  );
}

/** Programs from 0, for a number from 1 or a name. */
export function programsOf(key: number | string): readonly number[] {
  return typeof key === 'number' ? [key - 1] : programsNamed(key);
}
