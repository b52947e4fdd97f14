/** Finds where every note of a score sounds in a recording. */
import { divisiError } from '../../../../shared/contract/errors.ts';
import type { AlignedNote, Alignment, AlignmentPins, WarpPoint } from '../../../../shared/music/alignment.ts';
import type { Score } from '../../../../shared/music/score.ts';
import { err, ok } from '../../../../shared/std/result.ts';
import type { Result } from '../../../../shared/std/result.ts';
import type { Recording } from '../audio/recording.ts';
import { coarsePath } from './coarse/coarse-path.ts';
import { passagesOf } from './coarse/passages.ts';
import { poolRecording } from './coarse/pool-recording.ts';
import { poolScore } from './coarse/pool-score.ts';
import { analyseBands } from './features/analyse-bands.ts';
import { interpolate } from './piecewise-linear.ts';

export type AlignRequest = {
  readonly score: Score;
  readonly pins: AlignmentPins;
  /** 'chords': dynamic programming over the score's chords; 'dtw': the paper's. */
  readonly aligner: 'chords' | 'dtw';
  /** With new anchors only what lies between their neighbours is computed anew. */
  readonly previous: Alignment | null;
  /** Stretches of the recording in which `previous` stays as it is. */
  readonly lockedSec: readonly { readonly fromSec: number; readonly toSec: number }[];
};

export type AlignHooks = { readonly signal: AbortSignal; onProgress(fraction: number): void };

/** Fails with 'score-mismatch', 'cancelled', or what reading the recording fails with. */
export async function alignScore(
  recording: Recording,
  request: AlignRequest,
  hooks: AlignHooks,
): Promise<Result<Alignment>> {
  const { score } = request;
  const analysed = await analyseBands(recording, hooks);
  if (!analysed.ok) return analysed;
  const bands = analysed.value;
  const rough = poolRecording(bands, 12);
  const scoreHopSec = score.durationSec / rough.frames;
  const path = coarsePath(rough, poolScore(score.notes, score.durationSec, scoreHopSec, 0), {
    mayJump: true,
  });
  const passages = passagesOf(path, rough.hopSec, scoreHopSec);
  if (passages.length === 0) {
    return err(divisiError('score-mismatch', `"${recording.path}" holds nothing of the score.`));
  }
  const warp: WarpPoint[] = [];
  const notes: AlignedNote[] = [];
  const visits = new Map<string, number>();
  for (const [index, passage] of passages.entries()) {
    const fromSec = index === 0 && passage.scoreFromSec < 1 ? 0 : passage.scoreFromSec;
    const toSec = index === passages.length - 1 ? Infinity : passage.scoreToSec;
    const at = (sec: number): number =>
      interpolate(passage.scoreSec, passage.audioSec, sec, rough.hopSec / scoreHopSec);
    for (const note of score.notes) {
      if (note.onsetSec < fromSec || note.onsetSec >= toSec) continue;
      const visit = (visits.get(note.id) ?? 0) + 1;
      visits.set(note.id, visit);
      const onsetSec = Math.max(0, at(note.onsetSec));
      const offsetSec = Math.max(onsetSec + 0.02, at(note.offsetSec));
      notes.push({ id: note.id, visit, onsetSec, offsetSec, confidence: 0.5 });
    }
    passage.scoreSec.forEach((sec, i) => warp.push([sec, passage.audioSec[i]!]));
  }
  notes.sort((a, b) => a.onsetSec - b.onsetSec);
  return ok({
    notes,
    unplayed: score.notes.filter(({ id }) => !visits.has(id)).map(({ id }) => id),
    warp,
    tuningCents: bands.tuningCents,
    transposeSemitones: 0,
    musicFromSec: notes[0]?.onsetSec ?? 0,
    musicToSec: notes.reduce((latest, { offsetSec }) => Math.max(latest, offsetSec), 0),
    doubtful: [],
  });
}
