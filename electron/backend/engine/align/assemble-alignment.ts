/** Passages and what is kept of a former alignment, put together. */
import type {
  AlignedNote,
  Alignment,
  DoubtfulSegment,
  WarpPoint,
} from '../../../../shared/music/alignment.ts';
import type { ScoreNote } from '../../../../shared/music/score.ts';
import type { PlacedPassage } from './notes/place-notes.ts';
import type { Span } from './spans/spans.ts';

export type AlignedSpan = {
  readonly notes: readonly AlignedNote[];
  readonly warp: readonly WarpPoint[];
  readonly doubtful: readonly DoubtfulSegment[];
};

/** Audio time between two points where the score jumps. */
const jumpStepSec = 5e-4;

/** A solved span: its passages in the recording's order, and its pins, whatever lies at them. */
export function spanOfPassages(
  passages: readonly PlacedPassage[],
  { from, to }: Pick<Span, 'from' | 'to'>,
): Omit<AlignedSpan, 'doubtful'> {
  const warp: WarpPoint[] = from === null ? [] : [from];
  for (const [i, { passage, warp: points }] of passages.entries()) {
    const previous = passages[i - 1]?.passage;
    if (previous !== undefined && previous.audioToSec >= passage.audioFromSec - jumpStepSec) {
      append(warp, [previous.scoreToSec, passage.audioFromSec - jumpStepSec]);
      append(warp, [passage.scoreFromSec, passage.audioFromSec]);
    }
    for (const point of points) append(warp, point);
  }
  const notes = passages.flatMap((placed) =>
    placed.notes.map(({ id, onsetSec, offsetSec, confidence }) => ({
      id,
      visit: 1,
      onsetSec,
      offsetSec,
      confidence,
    })),
  );
  if (to === null) return { notes, warp };
  return { notes, warp: [...warp.filter(([, audioSec]) => audioSec < to[1]), to] };
}

/** @param spans in the recording's order */
export function assembleAlignment(
  spans: readonly AlignedSpan[],
  notes: readonly ScoreNote[],
  tones: Pick<Alignment, 'tuningCents' | 'transposeSemitones'>,
): Alignment {
  const pitchOf = new Map(notes.map(({ id, pitchMidi }) => [id, pitchMidi]));
  const sorted = spans
    .flatMap((span) => span.notes)
    .sort((a, b) => a.onsetSec - b.onsetSec || (pitchOf.get(a.id) ?? 0) - (pitchOf.get(b.id) ?? 0));
  const visits = new Map<string, number>();
  const counted = sorted.map((note) => {
    const visit = (visits.get(note.id) ?? 0) + 1;
    visits.set(note.id, visit);
    return note.visit === visit ? note : { ...note, visit };
  });
  const warp: WarpPoint[] = [];
  for (const span of spans) for (const point of span.warp) append(warp, point);
  return {
    notes: counted,
    unplayed: notes.filter(({ id }) => !visits.has(id)).map(({ id }) => id),
    warp,
    tuningCents: tones.tuningCents,
    transposeSemitones: tones.transposeSemitones,
    musicFromSec: counted[0]?.onsetSec ?? 0,
    musicToSec: counted.reduce((latest, { offsetSec }) => Math.max(latest, offsetSec), 0),
    doubtful: spans.flatMap(({ doubtful }) => doubtful).sort((a, b) => a.fromSec - b.fromSec),
  };
}

/** Audio times rise: a point that would turn back is dropped. */
function append(warp: WarpPoint[], point: WarpPoint): void {
  const last = warp.at(-1);
  if (last === undefined || point[1] > last[1]) warp.push(point);
}
