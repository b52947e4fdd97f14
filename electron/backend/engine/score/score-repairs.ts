/** Says in plain words what was put right, or left out, while reading a score. */
import { programName } from '../../../../shared/music/general-midi.ts';
import type { StrikeRepairs } from './pair-strikes.ts';

export type RepairCounts = StrikeRepairs & {
  readonly percussionNotes: number;
  readonly zeroTempos: number;
  readonly trailingBytes: number;
  readonly neverLifted: number;
  readonly sharedPedalPrograms: readonly number[];
};

export function describeRepairs(counts: RepairCounts): string[] {
  const lines: string[] = [];
  const say = (count: number, one: string, many: string, what: string): void => {
    if (count > 0) lines.push(`${count === 1 ? `1 ${one}` : `${count} ${many}`} ${what}`);
  };
  say(
    counts.percussionNotes,
    'note on channel 10 (percussion) has no pitch and was',
    'notes on channel 10 (percussion) have no pitch and were',
    'left out: their sound stays in the residual.',
  );
  say(
    counts.merged,
    'note was',
    'notes were',
    'doubled (same track, pitch and onset) and merged into one, with the longer length.',
  );
  say(counts.cut, 'note was', 'notes were', 'struck again before being released: cut at the new strike.');
  say(counts.unreleased, 'note was', 'notes were', 'never released: ended at the end of the track.');
  say(counts.lengthened, 'note had', 'notes had', 'no length: given a 64th note.');
  say(
    counts.neverLifted,
    'note was',
    'notes were',
    'held by a pedal that never lifts: ended with the last key of the score.',
  );
  for (const program of counts.sharedPedalPrograms) {
    lines.push(
      `The sustain pedal of "${programName(program)}" is written on one channel: applied to all its channels.`,
    );
  }
  say(counts.zeroTempos, 'tempo change of', 'tempo changes of', 'zero length ignored.');
  say(counts.trailingBytes, 'byte', 'bytes', 'after the last track ignored.');
  return lines;
}
