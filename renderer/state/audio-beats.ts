/** The score's bars and beats at the times of the recording. */
import type { AudioBeat } from '../canvas/beat-grid.ts';
import type { DocumentState } from '../../shared/document/document-state.ts';
import { recordsOf } from '../../shared/document/record-table.ts';
import type { AlignmentRecord, ScoreRecord } from '../../shared/document/single-records.ts';
import { scoreBeats } from '../../shared/music/score-beats.ts';
import { buildTempoMap, ticksToSec } from '../../shared/music/tempo-map.ts';
import type { WarpPoint } from '../../shared/music/alignment.ts';
import { audioSecsAt, warpRuns } from '../../shared/music/warp.ts';

/**
 * By time; a beat that is played twice appears twice. Without an alignment score time is the recording's.
 * Cost O(notes + beats log beats).
 */
export function audioBeats(
  { notes }: Pick<DocumentState, 'notes'>,
  score: ScoreRecord,
  alignment: AlignmentRecord | undefined,
): readonly AudioBeat[] {
  let endTick = 0;
  for (const note of recordsOf(notes)) endTick = Math.max(endTick, note.score?.keyUpTick ?? 0);
  const tempo = buildTempoMap(score.ticksPerQuarter, score.tempoChanges);
  const runs = alignment === undefined || alignment.warp.length === 0 ? null : warpRuns(alignment.warp);
  return scoreBeats(score, endTick)
    .flatMap(({ tick, bar, beat }) => {
      const scoreSec = ticksToSec(tempo, tick);
      const times = runs === null ? [scoreSec] : playedSecs(runs, scoreSec);
      return times.map((sec) => ({ sec, bar, beat }));
    })
    .sort((a, b) => a.sec - b.sec);
}

/** Bars before the first and after the last note go on at the pace of the ends. */
const reachSec = 10;

function playedSecs(runs: readonly (readonly WarpPoint[])[], scoreSec: number): readonly number[] {
  const played = audioSecsAt(runs, scoreSec);
  return played.length > 0 || runs.length > 1 ? played : audioSecsAt(runs, scoreSec, reachSec);
}
