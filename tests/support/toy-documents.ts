/** Documents of any number of notes, and all kinds of edits of them, without files. */
import fc from 'fast-check';
import type { DocumentState } from '../../shared/document/document-state.ts';
import { recordsOf } from '../../shared/document/record-table.ts';
import type { TableName, Tables } from '../../shared/document/records.ts';
import {
  removeAnchors,
  setAnchor,
  addSegment,
  judgeDoubts,
} from '../../shared/document/edits/edit-alignment.ts';
import {
  addGroup,
  assignNotes,
  changeGroup,
  deleteGroup,
  reorderGroups,
} from '../../shared/document/edits/edit-groups.ts';
import { handOver, setChannels, setStrength, takeBack } from '../../shared/document/edits/edit-mix.ts';
import { setModel } from '../../shared/document/edits/edit-project.ts';
import { removeMarkers, setLoop, setMarker } from '../../shared/document/edits/edit-timeline.ts';
import { deleteNotes } from '../../shared/document/edits/delete-notes.ts';
import { copyNotes, drawNote } from '../../shared/document/edits/draw-notes.ts';
import type { Edit } from '../../shared/document/edits/edit.ts';
import { moveNotes } from '../../shared/document/edits/move-notes.ts';
import { paintCells } from '../../shared/document/edits/paint-cells.ts';
import { setTolerance } from '../../shared/document/edits/set-tolerance.ts';
import { trimNotes, unpinNotes } from '../../shared/document/edits/trim-notes.ts';
import { newDocument } from '../../shared/document/new-document.ts';
import { commitEdit, historyOf } from '../../shared/document/history.ts';
import type { History } from '../../shared/document/history.ts';
import { alignmentEdit } from '../../shared/document/alignment-result.ts';
import type { Alignment } from '../../shared/music/alignment.ts';
import type { Score, ScoreNote } from '../../shared/music/score.ts';
import { groupRules } from '../../shared/music/groups/group-rules.ts';
import type { Result } from '../../shared/std/result.ts';

export const toyFile = { place: 'inside', path: 'media/toy.wav', sha256: 'a'.repeat(64), bytes: 4 } as const;

/** Two tracks that take turns, a note every quarter of a second, pitches from 40 to 87. */
export function toyScore(noteCount: number): Score {
  const notes = Array.from({ length: noteCount }, (_, index): ScoreNote => {
    const track = index % 2;
    const onsetSec = Math.floor(index / 2) * 0.25;
    return {
      id: `t${track + 1}n${Math.floor(index / 2) + 1}`,
      track,
      channel: track,
      program: 0,
      pitchMidi: 40 + ((index * 7) % 48),
      onsetTick: onsetSec * 960,
      keyUpTick: onsetSec * 960 + 480,
      onsetSec,
      keyUpSec: onsetSec + 0.5,
      offsetSec: onsetSec + 0.5,
      velocity: 64,
    };
  });
  return {
    notes,
    tracks: ['Right', 'Left'].map((name, index) => ({
      index,
      name,
      noteCount: notes.filter(({ track }) => track === index).length,
    })),
    ticksPerQuarter: 480,
    tempoChanges: [{ tick: 0, sec: 0, microsPerQuarter: 500_000 }],
    timeSignatures: [],
    keySignatures: [],
    pedals: [],
    durationSec: noteCount / 8 + 0.5,
    repairs: [],
  };
}

/** Groups 'g1' (right) and 'g2' (left) by track; a recording of 44.1 kHz that ends a second after the score. */
export function toyDocument(noteCount = 8): DocumentState {
  const content = toyScore(noteCount);
  return newDocument({
    name: 'Toy',
    recording: {
      file: toyFile,
      sampleRate: 44_100,
      channels: 2,
      lengthSamples: Math.ceil((content.durationSec + 1) * 44_100),
    },
    score: { file: { ...toyFile, path: 'media/toy.mid' }, content },
    groups: valueOf(groupRules(content, { kind: 'tracks' })),
  });
}

/** The value, or the error thrown. */
export function valueOf<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`${result.error.code}: ${result.error.message}`);
  return result.value;
}

/** The document after edits, each of which must be possible. */
export function edited(
  document: DocumentState,
  ...edits: readonly ((document: DocumentState) => Result<Edit>)[]
): DocumentState {
  return edits.reduce((history, make) => {
    const { name, patch } = valueOf(make(history.document));
    return valueOf(commitEdit(history, name, patch)).history;
  }, historyOf(document)).document;
}

/** Plays the toy score a little slower, its second half twice. */
export function toyAlignment(noteCount: number, slowness = 1.1): Alignment {
  const score = toyScore(noteCount);
  const end = score.durationSec;
  const back = end / 2;
  const secondSec = end * slowness;
  const notes = score.notes.flatMap((note) => {
    const visit = (number: number, shiftSec: number): Alignment['notes'][number] => ({
      id: note.id,
      visit: number,
      onsetSec: note.onsetSec * slowness + shiftSec,
      offsetSec: note.offsetSec * slowness + shiftSec,
      confidence: 0.8,
    });
    return note.onsetSec < back ? [visit(1, 0)] : [visit(1, 0), visit(2, secondSec - back * slowness)];
  });
  return {
    notes,
    unplayed: [],
    warp: [
      [0, 0],
      [end, secondSec],
      [back, secondSec + 0.0005],
      [end, secondSec + 0.0005 + (end - back) * slowness],
    ],
    tuningCents: 3,
    transposeSemitones: 0,
    musicFromSec: 0,
    musicToSec: secondSec + (end - back) * slowness,
    doubtful: [{ fromSec: 0.5, toSec: 1, reason: 'weak-evidence' }],
  };
}

/** An edit that is not chosen yet: numbers that pick among what the document has. */
export type EditSeed = {
  readonly kind: number;
  readonly pick: number;
  readonly count: number;
  readonly amount: number;
  readonly serial: number;
};

export const someSeeds: fc.Arbitrary<EditSeed[]> = fc.array(
  fc.record({
    kind: fc.nat(999),
    pick: fc.nat(9999),
    count: fc.integer({ min: 1, max: 4 }),
    amount: fc.integer({ min: -300, max: 300 }).map((n) => n / 100),
    serial: fc.nat(5),
  }),
  { minLength: 1, maxLength: 25 },
);

/** Of every kind that there is; some are refused, as people's are. */
export function editOf(document: DocumentState, seed: EditSeed): Result<Edit> {
  const { kind, pick, count, amount, serial } = seed;
  const picked = (table: TableName): string[] => {
    const all = [...recordsOf<Tables[TableName]>(document[table])].map(({ id }) => id).sort();
    return Array.from({ length: Math.min(count, all.length) }, (_, i) => all[(pick + i) % all.length]!);
  };
  const refs = picked('notes').map((noteId) => ({ noteId, visit: null }));
  const size = Math.abs(amount);
  const stems = ['g1', 'g2', 'rest', 'residual', 'master'];
  const stem = stems[pick % stems.length]!;
  const kinds: readonly (() => Result<Edit>)[] = [
    () => moveNotes(document, refs, { bySec: amount, bySemitones: Math.round(amount) }),
    () => trimNotes(document, refs, { onsetSec: amount / 3, offsetSec: amount / 2 }),
    () => unpinNotes(document, picked('notes')),
    () =>
      copyNotes(
        document,
        refs,
        { bySec: amount, bySemitones: 1 },
        refs.map((_, i) => `c${serial}.${pick + i}`),
      ),
    () =>
      drawNote(document, {
        id: `d${serial}`,
        partId: 'p1',
        pitchMidi: 60 + serial,
        velocity: 80,
        onsetSec: size,
        offsetSec: size + 0.5,
      }),
    () => deleteNotes(document, refs),
    () => setTolerance(document, { kind: 'notes', ids: picked('notes') }, { onsetBeforeSec: size }),
    () => setTolerance(document, { kind: 'groups', ids: picked('groups') }, { sustainAfterSec: size }),
    () => setTolerance(document, { kind: 'global' }, { onsetAfterSec: pick % 2 === 0 ? null : size }),
    () =>
      addGroup(document, {
        id: `new${serial}`,
        name: `New ${serial}`,
        rule: [{ pitches: [{ lowMidi: 60, highMidi: 64 }] }],
      }),
    () => changeGroup(document, stem, { name: `Name ${serial}`, colour: 'teal' }),
    () => reorderGroups(document, [...recordsOf(document.groups)].map(({ id }) => id).reverse()),
    () => deleteGroup(document, stem),
    () => assignNotes(document, picked('notes'), ['g1', 'g2', 'rest', 'rule'][pick % 4]!),
    () => setAnchor(document, { id: `a${serial}`, scoreSec: size, audioSec: size + 0.1 }),
    () => removeAnchors(document, picked('anchors')),
    () =>
      addSegment(document, pick % 2 === 0 ? 'locks' : 'skips', {
        id: `s${serial}`,
        fromSec: size,
        toSec: size + 0.2,
      }),
    () => judgeDoubts(document, picked('doubts'), pick % 2 === 0 ? 'accepted' : 'rejected'),
    () =>
      paintCells(
        document,
        [
          {
            partId: 'p2',
            pitchMidi: 50 + (pick % 3),
            unit: serial === 0 ? null : serial % 3,
            fromSec: size,
            toSec: size + count / 5,
          },
        ],
        (['on', 'off', 'erase'] as const)[pick % 3]!,
      ),
    () => setChannels(document, [stem], { gainDb: amount, isMuted: pick % 2 === 0 }),
    () => setStrength(document, stem, pick % 3 === 0 ? null : { maskExponent: 1 + size, floorDb: null }),
    () =>
      handOver(document, {
        id: `r${serial}`,
        fromGroupId: null,
        toGroupId: stem,
        corners: [
          [0, 60],
          [size, 70],
          [1, 80],
        ],
      }),
    () => takeBack(document, picked('regions')),
    () => setMarker(document, { id: `m${serial}`, atSec: size, name: `Marker ${count}` }),
    () => removeMarkers(document, picked('markers')),
    () => setLoop(document, { fromSec: size, toSec: size + count, isOn: true }),
    () => setModel(document, { seed: pick, overrides: { epochs: count } }),
    () => alignmentEdit(document, toyAlignment(8, 1 + size / 10)),
  ];
  return kinds[kind % kinds.length]!();
}

/** The history after as many of the edits as are possible. */
export function afterSeeds(history: History, seeds: readonly EditSeed[]): History {
  return seeds.reduce((current, seed) => {
    const made = editOf(current.document, seed);
    if (!made.ok) return current;
    const committed = commitEdit(current, made.value.name, made.value.patch);
    return committed.ok ? committed.value.history : current;
  }, history);
}
