/** What a document asks of the aligner. */
import { singleOf } from '../../../shared/document/document-state.ts';
import type { DocumentState } from '../../../shared/document/document-state.ts';
import { recordOf, recordsOf } from '../../../shared/document/record-table.ts';
import type { Alignment } from '../../../shared/music/alignment.ts';
import type { Score, ScoreNote } from '../../../shared/music/score.ts';
import type { AlignRequest } from '../engine/align/align-score.ts';

/**
 * @param isPartial goes on from the alignment that there is, where there is one
 * @throws RangeError for a document without a score: every document of a project has one. Cost O(notes log notes).
 */
export function alignRequestOf(
  document: DocumentState,
  aligner: AlignRequest['aligner'],
  isPartial: boolean,
): AlignRequest {
  return {
    score: scoreOf(document),
    pins: {
      anchors: [...recordsOf(document.anchors)]
        .map(({ scoreSec, audioSec }) => [scoreSec, audioSec] as const)
        .sort(([, a], [, b]) => a - b),
      skips: [...recordsOf(document.skips)].map(({ fromSec, toSec }) => ({ fromSec, toSec })),
    },
    aligner,
    previous: isPartial ? alignmentOf(document) : null,
    lockedSec: [...recordsOf(document.locks)].map(({ fromSec, toSec }) => ({ fromSec, toSec })),
  };
}

/** The notes of the score that are still in the document. */
function scoreOf(document: DocumentState): Score {
  const record = singleOf(document, 'score');
  if (record === undefined) throw new RangeError('expected a document with a score');
  const { ticksPerQuarter, tracks, tempoChanges, timeSignatures, keySignatures, durationSec, repairs } =
    record;
  const notes: ScoreNote[] = [];
  for (const note of recordsOf(document.notes)) {
    const part = recordOf(document.parts, note.partId);
    if (note.origin !== 'score' || part === undefined) continue;
    const { id, pitchMidi, velocity, score } = note;
    const { track, channel, program } = part;
    notes.push({ id, track, channel, program, pitchMidi, velocity, ...score });
  }
  notes.sort((a, b) => a.onsetTick - b.onsetTick || a.pitchMidi - b.pitchMidi || a.track - b.track);
  return {
    notes,
    tracks,
    ticksPerQuarter,
    tempoChanges,
    timeSignatures,
    keySignatures,
    // Its work is in the notes' lengths already.
    pedals: [],
    durationSec,
    repairs,
  };
}

/** Null before the first. */
function alignmentOf(document: DocumentState): Alignment | null {
  const record = singleOf(document, 'alignment');
  if (record === undefined) return null;
  const { warp, tuningCents, transposeSemitones, musicFromSec, musicToSec } = record;
  const notes = [...recordsOf(document.aligned)]
    .flatMap(({ id, visits }) => visits.map((visit) => ({ id, ...visit })))
    .sort((a, b) => a.onsetSec - b.onsetSec);
  return {
    notes,
    unplayed: [...recordsOf(document.unplayed)].map(({ id }) => id),
    warp,
    tuningCents,
    transposeSemitones,
    musicFromSec,
    musicToSec,
    doubtful: [...recordsOf(document.doubts)].map(({ fromSec, toSec, reason }) => ({
      fromSec,
      toSec,
      reason,
    })),
  };
}
