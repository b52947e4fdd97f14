/** How far an alignment's onsets lie from those that were played. */
import type { AlignmentReport } from '../../../shared/music/alignment-report.ts';
import type { Score } from '../../../shared/music/score.ts';

/**
 * Absolute errors in seconds, rising. Notes are paired by track and pitch, the first with the first; notes that
 * the alignment leaves out are not counted.
 */
export function onsetErrors(
  { notes }: Pick<AlignmentReport, 'notes'>,
  written: Pick<Score, 'notes'>,
  played: Pick<Score, 'notes'>,
): number[] {
  const truth = new Map<string, number>();
  const ofVoice = (score: Pick<Score, 'notes'>): Map<string, Score['notes'][number][]> => {
    const voices = new Map<string, Score['notes'][number][]>();
    for (const note of [...score.notes].sort((a, b) => a.onsetTick - b.onsetTick)) {
      const key = `${note.track} ${note.pitchMidi}`;
      const voice = voices.get(key);
      if (voice === undefined) voices.set(key, [note]);
      else voice.push(note);
    }
    return voices;
  };
  const playedVoices = ofVoice(played);
  for (const [key, voice] of ofVoice(written)) {
    voice.forEach(({ id }, n) => {
      const onsetSec = playedVoices.get(key)?.[n]?.onsetSec;
      if (onsetSec !== undefined) truth.set(id, onsetSec);
    });
  }
  return notes
    .flatMap(({ id, onsetSec }) => {
      const trueSec = truth.get(id);
      return trueSec === undefined ? [] : [Math.abs(onsetSec - trueSec)];
    })
    .sort((a, b) => a - b);
}
