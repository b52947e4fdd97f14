/** The notes of one passage, from its chords' times and their own onsets. */
import type { AlignedNote, WarpPoint } from '../../../../../shared/music/alignment.ts';
import type { ScoreNote } from '../../../../../shared/music/score.ts';
import type { PlacedChord } from '../chords/place-chords.ts';
import type { Passage } from '../coarse/passages.ts';
import { interpolate } from '../piecewise-linear.ts';
import { onsetConfidence } from './confidence.ts';

export type NoteOnset = { readonly onsetSec: number; readonly contrast: number };

export type PlacedPassage = {
  readonly passage: Passage;
  /** Times that belong together, both rising. */
  readonly warp: readonly WarpPoint[];
  /** In the order of the score; visits are not counted yet. */
  readonly notes: readonly (Omit<AlignedNote, 'visit'> & { readonly note: ScoreNote })[];
};

/** No note is shorter than this. */
const leastNoteSec = 0.03;
/** Points of the warp lie at least this far apart in either time. */
const leastStepSec = 1e-3;
/** What a note without pitch is trusted: it only follows the others. */
const followerConfidence = 0.3;

/**
 * @param onsets [chords][notes]
 * @param unpitched notes of the score that no chord holds
 * @param slope recording seconds per score second beyond the first and last chord
 */
export function placeNotes(
  passage: Passage,
  chords: readonly PlacedChord[],
  onsets: readonly (readonly NoteOnset[])[],
  unpitched: readonly ScoreNote[],
  slope: number,
): PlacedPassage {
  const warp = warpOf(passage, chords, onsets);
  const scoreSec = warp.map(([score]) => score);
  const audioSec = warp.map(([, audio]) => audio);
  const at = (sec: number): number => interpolate(scoreSec, audioSec, sec, slope);
  const notes: (Omit<AlignedNote, 'visit'> & { readonly note: ScoreNote })[] = [];
  const lastOfPitch = new Map<number, number>();
  chords.forEach((placed, c) => {
    placed.chord.notes.forEach((note, n) => {
      const { onsetSec: found, contrast } = onsets[c]![n]!;
      const earliest = (lastOfPitch.get(note.pitchMidi) ?? -Infinity) + leastNoteSec;
      const onsetSec = placed.isPinned ? placed.sec : withinPins(Math.max(found, earliest), passage);
      lastOfPitch.set(note.pitchMidi, onsetSec);
      const offsetSec = Math.max(onsetSec + leastNoteSec, at(note.offsetSec));
      const { surroundings, sharpness } = placed;
      const confidence = placed.isPinned
        ? 1
        : onsetConfidence({ surroundings, sharpness, contrast, awaySec: onsetSec - placed.sec });
      notes.push({ note, id: note.id, onsetSec, offsetSec, confidence });
    });
  });
  for (const note of unpitched) {
    if (note.onsetSec < passage.scoreFromSec || note.onsetSec >= passage.scoreToSec || warp.length === 0)
      continue;
    const onsetSec = Math.max(0, at(note.onsetSec));
    const offsetSec = Math.max(onsetSec + leastNoteSec, at(note.offsetSec));
    notes.push({ note, id: note.id, onsetSec, offsetSec, confidence: followerConfidence });
  }
  return { passage, warp, notes };
}

/** Between anchors a note stays between them, so that it belongs to one span. */
function withinPins(sec: number, { startsPinned, endsPinned, audioFromSec, audioToSec }: Passage): number {
  const latest = endsPinned ? Math.max(audioFromSec, audioToSec - leastStepSec) : Infinity;
  return Math.min(latest, Math.max(startsPinned ? audioFromSec : 0, sec));
}

/** A point for every chord, in the middle of its notes, and the passage's own ends where they are exact. */
function warpOf(
  passage: Passage,
  chords: readonly PlacedChord[],
  onsets: readonly (readonly NoteOnset[])[],
): WarpPoint[] {
  const warp: WarpPoint[] = [];
  const end: WarpPoint = [passage.scoreToSec, passage.audioToSec];
  if (passage.startsPinned) warp.push([passage.scoreFromSec, passage.audioFromSec]);
  chords.forEach(({ chord, sec, isPinned }, c) => {
    if (isPinned) return;
    const times = onsets[c]!.map(({ onsetSec }) => onsetSec).sort((a, b) => a - b);
    const middle = times[Math.floor(times.length / 2)] ?? sec;
    const last = warp.at(-1);
    const isAfter =
      last === undefined || (chord.onsetSec >= last[0] + leastStepSec && middle >= last[1] + leastStepSec);
    const isBefore =
      !passage.endsPinned || (chord.onsetSec <= end[0] - leastStepSec && middle <= end[1] - leastStepSec);
    if (isAfter && isBefore) warp.push([chord.onsetSec, middle]);
  });
  if (passage.endsPinned) warp.push(end);
  return warp;
}
