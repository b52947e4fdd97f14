/** What a user should know about an alignment before the stems are made from it. */
import type { AlignmentSummary } from './separation-report.ts';

/** Smaller deviations are in every recording. */
const worthSayingCents = 10;
const listed = 3;

/** Sentences; none where everything is as the score has it. */
export function alignmentNotes(summary: AlignmentSummary): string[] {
  const { tuningCents, transposeSemitones, doubtful, unplayed } = summary;
  const notes: string[] = [];
  if (transposeSemitones !== 0) {
    const count = Math.abs(transposeSemitones);
    const side = transposeSemitones > 0 ? 'above' : 'below';
    notes.push(`The recording is ${count} semitone${count === 1 ? '' : 's'} ${side} the score.`);
  }
  if (Math.abs(tuningCents) >= worthSayingCents) {
    const side = tuningCents > 0 ? 'sharp' : 'flat';
    notes.push(`The recording is ${Math.round(Math.abs(tuningCents))} cents ${side}.`);
  }
  if (unplayed.length > 0) {
    notes.push(`${unplayed.length} note${unplayed.length === 1 ? '' : 's'} of the score are not played.`);
  }
  if (doubtful.length > 0) {
    const places = doubtful.slice(0, listed).map(({ fromSec, toSec, reason }) => {
      return `${fromSec.toFixed(1)} to ${toSec.toFixed(1)} s (${reason})`;
    });
    const more = doubtful.length > listed ? ` and ${doubtful.length - listed} more` : '';
    notes.push(`The alignment is doubtful at ${places.join(', ')}${more}; "divisi align" tells more.`);
  }
  return notes;
}
