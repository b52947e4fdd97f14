/** Ten things that a person puts right, as the order with the mistake and the order without it. */
import type { LiveOrder } from '../../../electron/backend/engine/live/live-order.ts';
import type { NoteToLabel } from '../../../shared/labels/labelling.ts';

export type CorrectionEdit = {
  readonly name: string;
  /** Where the edit is heard, seconds. */
  readonly fromSec: number;
  readonly toSec: number;
  /** @param truth the order with the score as it is played */
  mistaken(truth: LiveOrder): LiveOrder;
  /** What the mistaken order is changed into. */
  corrected(truth: LiveOrder): LiveOrder;
};

const wideSec = { before: 0.3, after: 0.3 };
const unchanged = (truth: LiveOrder): LiveOrder => truth;

/** The note that begins next. */
function noteAt(order: LiveOrder, sec: number): number {
  const index = order.notes.findIndex(({ onsetSec }) => onsetSec >= sec);
  return Math.max(0, index);
}

function withNotes(order: LiveOrder, change: (note: NoteToLabel, index: number) => NoteToLabel): LiveOrder {
  return { ...order, notes: order.notes.map(change) };
}

function moved(note: NoteToLabel, sec: number): NoteToLabel {
  return { ...note, onsetSec: note.onsetSec + sec, offsetSec: note.offsetSec + sec };
}

function isIn({ onsetSec }: NoteToLabel, fromSec: number, toSec: number): boolean {
  return onsetSec >= fromSec && onsetSec < toSec;
}

export const correctionEdits: readonly CorrectionEdit[] = [
  {
    name: 'one note moved back by 0.4 s',
    fromSec: 29,
    toSec: 34,
    mistaken(truth: LiveOrder): LiveOrder {
      const chosen = noteAt(truth, 30);
      return withNotes(truth, (note, index) => (index === chosen ? moved(note, 0.4) : note));
    },
    corrected: unchanged,
  },
  {
    name: 'a bar moved back by 0.3 s',
    fromSec: 59,
    toSec: 65,
    mistaken: (truth) => withNotes(truth, (note) => (isIn(note, 60, 64) ? moved(note, 0.3) : note)),
    corrected: unchanged,
  },
  {
    name: 'one note tolerates more',
    fromSec: 69,
    toSec: 74,
    mistaken: unchanged,
    corrected(truth: LiveOrder): LiveOrder {
      const chosen = noteAt(truth, 70);
      const wider = { toleranceOnsetSec: wideSec, toleranceSustainSec: wideSec };
      return withNotes(truth, (note, index) => (index === chosen ? { ...note, ...wider } : note));
    },
  },
  {
    name: 'all notes tolerate more',
    fromSec: 80,
    toSec: 88,
    mistaken: unchanged,
    corrected: (truth) => ({
      ...truth,
      overrides: { ...truth.overrides, toleranceOnsetSec: wideSec, toleranceSustainSec: wideSec },
    }),
  },
  {
    name: 'five wrong notes deleted',
    fromSec: 89,
    toSec: 95,
    mistaken(truth: LiveOrder): LiveOrder {
      const first = noteAt(truth, 90);
      const wrong = Array.from({ length: 5 }, (_, index) => {
        const like = truth.notes[Math.min(first + 2 * index, truth.notes.length - 1)]!;
        return { ...like, pitchMidi: like.pitchMidi + 5 };
      });
      return {
        ...truth,
        notes: [...truth.notes, ...wrong],
        groupOfNote: [...truth.groupOfNote, ...wrong.map(({ part }) => part % truth.groups.length)],
      };
    },
    corrected: unchanged,
  },
  {
    name: 'a missing passage added',
    fromSec: 119,
    toSec: 125,
    mistaken(truth: LiveOrder): LiveOrder {
      const kept = truth.notes.map((note) => !(isIn(note, 120, 124) && note.part === 1));
      return {
        ...truth,
        notes: truth.notes.filter((_, index) => kept[index]),
        groupOfNote: truth.groupOfNote.filter((_, index) => kept[index]),
      };
    },
    corrected: unchanged,
  },
  {
    name: 'a passage put into the other group',
    fromSec: 44,
    toSec: 51,
    mistaken: (truth) => ({
      ...truth,
      groupOfNote: truth.groupOfNote.map((group, index) => {
        const note = truth.notes[index]!;
        return isIn(note, 45, 50) && note.part === 1 ? 0 : group;
      }),
    }),
    corrected: unchanged,
  },
  {
    name: 'an anchor dragged by 0.5 s',
    fromSec: 100,
    toSec: 110,
    mistaken: (truth) =>
      withNotes(truth, (note) => {
        if (!isIn(note, 100, 110)) return note;
        return moved(note, 0.5 * (1 - Math.abs(note.onsetSec - 105) / 5));
      }),
    corrected: unchanged,
  },
  {
    name: 'cells of a class painted away',
    fromSec: 139,
    toSec: 145,
    mistaken: unchanged,
    corrected(truth: LiveOrder): LiveOrder {
      const { part, pitchMidi } = truth.notes[noteAt(truth, 140)]!;
      const runs = [{ fromSec: 141, toSec: 144, isOn: false }];
      return { ...truth, paint: [{ part, pitchMidi, unit: null, runs }] };
    },
  },
  {
    name: 'a pitch put right',
    fromSec: 151,
    toSec: 157,
    mistaken(truth: LiveOrder): LiveOrder {
      const chosen = noteAt(truth, 152);
      return withNotes(truth, (note, index) =>
        index === chosen ? { ...note, pitchMidi: note.pitchMidi + 1 } : note,
      );
    },
    corrected: unchanged,
  },
];
