/** An alignment as `divisi align` writes it: every note with its score times beside those of the recording. */
import type { AlignedNote, Alignment } from './alignment.ts';
import { lastTick, scoreBeats } from './score-beats.ts';
import type { Score } from './score.ts';
import { buildTempoMap, ticksToSec } from './tempo-map.ts';
import { audioSecsAt, warpRuns } from './warp.ts';

export type ReportedNote = AlignedNote & {
  /** The score's track, from 1 as selection files count. */
  readonly track: number;
  /** MIDI pitch in the score; what sounds is `transposeSemitones` higher. */
  readonly pitch: number;
  readonly scoreOnsetSec: number;
  /** End of the sound in score time, pedal included. */
  readonly scoreOffsetSec: number;
};

export type ReportedBeat = {
  /** Of the recording. */
  readonly sec: number;
  readonly bar: number;
  readonly beat: number;
};

export type AlignmentReport = Omit<Alignment, 'notes'> & {
  readonly recording: string;
  readonly score: string;
  readonly aligner: string;
  /** By onset, then pitch. */
  readonly notes: readonly ReportedNote[];
  /** In the recording's order; a bar that is played twice is there twice. */
  readonly beats: readonly ReportedBeat[];
  readonly bars: readonly Omit<ReportedBeat, 'beat'>[];
  readonly medianConfidence: number;
  /** How long it took. */
  readonly seconds: number;
};

export type ReportContext = Pick<AlignmentReport, 'recording' | 'score' | 'aligner' | 'seconds'>;

/** How far before and after the notes, in beats' worth of score time, bar lines are still told: upbeats. */
const reachSec = 2;

/** @param alignment of that score; notes of other ids are left out */
export function alignmentReport(score: Score, alignment: Alignment, context: ReportContext): AlignmentReport {
  const byId = new Map(score.notes.map((note) => [note.id, note]));
  const beats = heardBeats(score, alignment);
  const { recording, score: scorePath, aligner, seconds } = context;
  return {
    recording,
    score: scorePath,
    aligner,
    notes: alignment.notes.flatMap((aligned): ReportedNote[] => {
      const note = byId.get(aligned.id);
      if (note === undefined) return [];
      const { id, visit, onsetSec, offsetSec, confidence } = aligned;
      return [
        {
          id,
          visit,
          track: note.track + 1,
          pitch: note.pitchMidi,
          scoreOnsetSec: note.onsetSec,
          scoreOffsetSec: note.offsetSec,
          onsetSec,
          offsetSec,
          confidence,
        },
      ];
    }),
    unplayed: alignment.unplayed,
    warp: alignment.warp,
    tuningCents: alignment.tuningCents,
    transposeSemitones: alignment.transposeSemitones,
    musicFromSec: alignment.musicFromSec,
    musicToSec: alignment.musicToSec,
    medianConfidence: medianConfidence(alignment),
    doubtful: alignment.doubtful,
    beats,
    bars: beats.filter(({ beat }) => beat === 1).map(({ sec, bar }) => ({ sec, bar })),
    seconds,
  };
}

/** 0 without notes. */
export function medianConfidence({ notes }: Pick<Alignment, 'notes'>): number {
  const sorted = notes.map(({ confidence }) => confidence).sort((a, b) => a - b);
  return sorted[sorted.length >> 1] ?? 0;
}

function heardBeats(score: Score, { warp }: Pick<Alignment, 'warp'>): ReportedBeat[] {
  const tempoMap = buildTempoMap(score.ticksPerQuarter, score.tempoChanges);
  const runs = warpRuns(warp);
  return scoreBeats(score, lastTick(score))
    .flatMap(({ tick, bar, beat }) =>
      audioSecsAt(runs, ticksToSec(tempoMap, tick), runs.length === 1 ? reachSec : 0)
        .filter((sec) => sec >= 0)
        .map((sec) => ({ sec, bar, beat })),
    )
    .sort((a, b) => a.sec - b.sec);
}
