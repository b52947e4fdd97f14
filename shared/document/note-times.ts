/**
 * When and at which pitch the notes of a document sound in the recording. A person's word counts first (a
 * pin, a note that is said to be unplayed), then the aligner's for that note, then the warp; without an
 * alignment, score time is the recording's time.
 */
import type { WarpPoint } from '../music/alignment.ts';
import { audioSecsAt, warpRuns } from '../music/warp.ts';
import { singleOf } from './document-state.ts';
import type { DocumentState } from './document-state.ts';
import { recordOf, recordsOf } from './record-table.ts';
import type { NoteRecord, ScorePosition } from './records.ts';

/** One sounding of a note. */
export type Sounding = {
  readonly noteId: string;
  /** 1 for the first time that the note sounds, 2 for the second, .... */
  readonly visit: number;
  readonly onsetSec: number;
  /** > onsetSec */
  readonly offsetSec: number;
  /** As it sounds: the score's, transposed as the alignment found; that of a drawn note is as drawn. 0..127. */
  readonly pitchMidi: number;
  /** 0..1, of the onset; null where nothing was aligned. What a person placed is certain. */
  readonly confidence: number | null;
  /** Who says so; 'person' is pinned in audio time, and stays through every alignment. */
  readonly from: 'score' | 'aligner' | 'warp' | 'person';
};

/** Visits rising; none for a note that is not played. Cost O(log points of the warp) each. */
export type SoundingLookup = (note: NoteRecord) => readonly Sounding[];

/** No note is shorter, whatever a warp makes of it. */
const leastSec = 0.001;

/** Cost O(points) for a warp that is seen for the first time. */
export function soundingLookup(document: DocumentState): SoundingLookup {
  const alignment = singleOf(document, 'alignment');
  const runs = alignment === undefined ? null : runsOf(alignment.warp);
  const transposed = alignment?.transposeSemitones ?? 0;
  return (note) => {
    const pitchMidi = note.pitchMidi + (note.origin === 'score' ? transposed : 0);
    if (pitchMidi < 0 || pitchMidi > 127) return [];
    const unplayed = recordOf(document.unplayed, note.id);
    const pins = recordOf(document.pins, note.id);
    if (unplayed === undefined && pins?.visits.length === 1) {
      // The most common of all, in few steps: what is heard once is pinned.
      const { visit, onsetSec, offsetSec } = pins.visits[0]!;
      const aligned = note.score === null || runs === null ? undefined : recordOf(document.aligned, note.id);
      const isAllThereIs =
        note.score === null || (aligned?.visits.length === 1 && aligned.visits[0]!.visit === visit);
      if (isAllThereIs) return [sounding(note.id, visit, onsetSec, offsetSec, pitchMidi, 1, 'person')];
    }
    const found = note.score === null ? [] : foundVisits(document, note.id, note.score, pitchMidi, runs);
    if (unplayed === undefined && pins === undefined) return found;
    const isLeftOut = ({ visit }: { readonly visit: number }): boolean =>
      unplayed !== undefined && (unplayed.visits?.includes(visit) ?? true);
    const pinned = (pins?.visits ?? [])
      .filter((pin) => unplayed?.by !== 'person' || !isLeftOut(pin))
      .map(({ visit, onsetSec, offsetSec }) =>
        sounding(note.id, visit, onsetSec, offsetSec, pitchMidi, 1, 'person'),
      );
    const others = found.filter(
      (visit) => !isLeftOut(visit) && !pinned.some((pin) => pin.visit === visit.visit),
    );
    return others.length === 0 ? pinned : [...others, ...pinned].sort((a, b) => a.visit - b.visit);
  };
}

/** By onset, then pitch, then note. Cost O(notes log notes). */
export function soundingNotes(document: DocumentState): readonly Sounding[] {
  const lookup = soundingLookup(document);
  return [...recordsOf(document.notes)]
    .flatMap(lookup)
    .sort(
      (a, b) =>
        a.onsetSec - b.onsetSec ||
        a.pitchMidi - b.pitchMidi ||
        (a.noteId < b.noteId ? -1 : a.noteId > b.noteId ? 1 : a.visit - b.visit),
    );
}

function foundVisits(
  document: DocumentState,
  id: string,
  { onsetSec, offsetSec }: ScorePosition,
  pitchMidi: number,
  runs: readonly (readonly WarpPoint[])[] | null,
): readonly Sounding[] {
  if (runs === null) return [sounding(id, 1, onsetSec, offsetSec, pitchMidi, null, 'score')];
  const aligned = recordOf(document.aligned, id);
  if (aligned !== undefined) {
    return aligned.visits.map((at) =>
      sounding(id, at.visit, at.onsetSec, at.offsetSec, pitchMidi, at.confidence, 'aligner'),
    );
  }
  return runsWith(runs, onsetSec).map((run, index) =>
    sounding(id, index + 1, audioSecIn(run, onsetSec), audioSecIn(run, offsetSec), pitchMidi, null, 'warp'),
  );
}

/** Field by field, which is several times faster than spreading; a large score is made of them. */
function sounding(
  noteId: string,
  visit: number,
  onsetSec: number,
  offsetSec: number,
  pitchMidi: number,
  confidence: number | null,
  from: Sounding['from'],
): Sounding {
  const endSec = soundingEndSec({ onsetSec, offsetSec });
  return { noteId, visit, onsetSec, offsetSec: endSec, pitchMidi, confidence, from };
}

export function soundingEndSec({
  onsetSec,
  offsetSec,
}: {
  readonly onsetSec: number;
  readonly offsetSec: number;
}): number {
  return Math.max(offsetSec, onsetSec + leastSec);
}

/**
 * The stretches that play a moment of the score. The last moment of a stretch is the first of what follows a
 * jump, and belongs there where it is played there. What lies before or after all of the score that is
 * played goes with its beginning or end.
 */
function runsWith(
  runs: readonly (readonly WarpPoint[])[],
  scoreSec: number,
): readonly (readonly WarpPoint[])[] {
  const startOf = (run: readonly WarpPoint[]): number => run[0]![0];
  const endOf = (run: readonly WarpPoint[]): number => run.at(-1)![0];
  const within = runs.filter((run) => startOf(run) <= scoreSec && scoreSec < endOf(run));
  if (within.length > 0) return within;
  const ending = runs.filter((run) => endOf(run) === scoreSec);
  if (ending.length > 0) return ending;
  const [first] = [...runs].sort((a, b) => startOf(a) - startOf(b));
  const [last] = [...runs].sort((a, b) => endOf(b) - endOf(a));
  if (first !== undefined && scoreSec < startOf(first)) return [first];
  return last !== undefined && scoreSec > endOf(last) ? [last] : [];
}

function audioSecIn(run: readonly WarpPoint[], scoreSec: number): number {
  return audioSecsAt([run], scoreSec, Infinity)[0]!;
}

/** A warp is the same object for as long as no alignment changes it. */
const knownRuns = new WeakMap<readonly WarpPoint[], readonly (readonly WarpPoint[])[]>();

function runsOf(warp: readonly WarpPoint[]): readonly (readonly WarpPoint[])[] {
  const known = knownRuns.get(warp) ?? warpRuns(warp);
  knownRuns.set(warp, known);
  return known;
}
