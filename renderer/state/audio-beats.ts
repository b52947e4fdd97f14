/** The score's bars and beats at the times of the recording. */
import type { AudioBeat } from '../canvas/beat-grid.ts';
import type { DocumentState } from '../../shared/document/document-state.ts';
import { singleOf } from '../../shared/document/document-state.ts';
import { recordsOf } from '../../shared/document/record-table.ts';
import { scoreBeats } from '../../shared/music/score-beats.ts';
import { ticksToSec } from '../../shared/music/tempo-map.ts';
import { audioSecsAt, warpRuns } from '../../shared/music/warp.ts';

/** By time; a beat that is played twice appears twice. Without an alignment score time is the recording's. */
export function audioBeats(document: DocumentState): readonly AudioBeat[] {
  const score = singleOf(document, 'score');
  if (score === undefined) return [];
  const { ticksPerQuarter, tempoChanges } = score;
  let endTick = 0;
  for (const note of recordsOf(document.notes)) endTick = Math.max(endTick, note.score?.keyUpTick ?? 0);
  const changes = tempoChanges.length > 0 ? tempoChanges : [{ tick: 0, sec: 0, microsPerQuarter: 500_000 }];
  const warp = singleOf(document, 'alignment')?.warp ?? [];
  const runs = warp.length > 0 ? warpRuns(warp) : null;
  return scoreBeats(score, endTick)
    .flatMap(({ tick, bar, beat }) => {
      const scoreSec = ticksToSec({ ticksPerQuarter, changes }, tick);
      const times = runs === null ? [scoreSec] : audioSecsAt(runs, scoreSec);
      return times.map((sec) => ({ sec, bar, beat }));
    })
    .sort((a, b) => a.sec - b.sec);
}
