/** What an aligner found, as one edit: what a person said stays. */
import type { AlignedNote, Alignment, DoubtfulSegment } from '../music/alignment.ts';
import { ok } from '../std/result.ts';
import type { Result } from '../std/result.ts';
import type { DocumentState } from './document-state.ts';
import type { Edit } from './edits/edit.ts';
import { rounded } from './edits/edit.ts';
import { soundingLookup } from './note-times.ts';
import { changeOf } from './patch.ts';
import type { Change } from './patch.ts';
import { recordOf, recordsOf } from './record-table.ts';
import type { AlignedRecord, DoubtRecord, SegmentRecord, UnplayedRecord } from './records.ts';

/**
 * Soundings within a locked stretch stay where they are. Pins, and notes that a person says are not played, are
 * untouched. A doubt that a person judged keeps its judgement where the aligner doubts half or more of the same
 * stretch again for the same reason. Notes that are gone are passed over. Cost O(notes).
 */
export function alignmentEdit(document: DocumentState, alignment: Alignment): Result<Edit> {
  const { notes, unplayed, doubtful, warp, ...rest } = alignment;
  const { tuningCents, transposeSemitones, musicFromSec, musicToSec } = rest;
  const changes: Change[] = [
    ...changeOf(document, 'single', 'alignment', {
      id: 'alignment',
      warp,
      tuningCents,
      transposeSemitones,
      musicFromSec,
      musicToSec,
    }),
  ];
  const found = byId(notes);
  const leftOut = new Set(unplayed);
  const locks = [...recordsOf(document.locks)];
  const soundingsOf = soundingLookup(document);
  for (const note of recordsOf(document.notes)) {
    if (note.origin === 'drawn') continue;
    const locked = soundingsOf(note)
      .filter(({ from, onsetSec }) => from !== 'person' && isWithin(onsetSec, locks))
      .map(({ confidence, ...sounding }) => ({ ...sounding, confidence: confidence ?? 1 }));
    const kept = new Set(locked.map(({ visit }) => visit));
    const others = (found.get(note.id) ?? []).filter(({ visit }) => !kept.has(visit));
    changes.push(...changeOf(document, 'aligned', note.id, alignedRecord(note.id, [...locked, ...others])));
    if (kept.size === 0) changes.push(...unplayedChange(document, note.id, leftOut.has(note.id)));
  }
  return ok({ name: 'Align', patch: [...changes, ...doubtChanges(document, doubtful)] });
}

function byId(notes: readonly AlignedNote[]): ReadonlyMap<string, readonly AlignedNote[]> {
  const found = new Map<string, AlignedNote[]>();
  for (const note of notes) {
    const visits = found.get(note.id);
    if (visits === undefined) found.set(note.id, [note]);
    else visits.push(note);
  }
  return found;
}

function isWithin(sec: number, segments: readonly SegmentRecord[]): boolean {
  return segments.some(({ fromSec, toSec }) => fromSec <= sec && sec < toSec);
}

type AlignedVisit = Omit<AlignedNote, 'id'>;

/** No note is shorter, once its times are rounded. */
const leastSec = 0.001;

function alignedRecord(id: string, visits: readonly AlignedVisit[]): AlignedRecord | null {
  if (visits.length === 0) return null;
  return {
    id,
    visits: [...visits]
      .sort((a, b) => a.visit - b.visit)
      .map(({ visit, onsetSec, offsetSec, confidence }) => ({
        visit,
        onsetSec: rounded(onsetSec),
        offsetSec: rounded(Math.max(offsetSec, onsetSec + leastSec)),
        confidence: Math.round(confidence * 1000) / 1000,
      })),
  };
}

function unplayedChange(document: DocumentState, id: string, isUnplayed: boolean): readonly Change[] {
  const before = recordOf(document.unplayed, id);
  if (before?.by === 'person') return [];
  const after: UnplayedRecord | null = isUnplayed ? { id, visits: null, by: 'aligner' } : null;
  return changeOf(document, 'unplayed', id, after);
}

/** Ids by rank, so that the same alignment gives the same document. */
function doubtChanges(document: DocumentState, found: readonly DoubtfulSegment[]): readonly Change[] {
  const judged = [...recordsOf(document.doubts)].filter(({ state }) => state !== 'open');
  const doubts = found.map(({ fromSec, toSec, reason }, index): DoubtRecord => {
    const doubt = { id: `doubt${index + 1}`, fromSec: rounded(fromSec), toSec: rounded(toSec), reason };
    const state = judged.find((old) => old.reason === reason && overlapShare(doubt, old) >= 0.5)?.state;
    return { ...doubt, state: state ?? 'open' };
  });
  const kept = new Set(doubts.map(({ id }) => id));
  const gone = [...recordsOf(document.doubts)].filter(({ id }) => !kept.has(id));
  return [
    ...gone.flatMap(({ id }) => changeOf(document, 'doubts', id, null)),
    ...doubts.flatMap((doubt) => changeOf(document, 'doubts', doubt.id, doubt)),
  ];
}

/** Of the longer one. */
function overlapShare(a: SegmentRecord | DoubtRecord, b: SegmentRecord | DoubtRecord): number {
  const shared = Math.min(a.toSec, b.toSec) - Math.max(a.fromSec, b.fromSec);
  return shared / Math.max(a.toSec - a.fromSec, b.toSec - b.fromSec);
}
