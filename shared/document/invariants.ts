/**
 * What holds between the records of every document. A commit checks what its patch can have broken; a
 * document from a file is checked whole. Faults are texts for people.
 */
import { singleOf } from './document-state.ts';
import type { DocumentState } from './document-state.ts';
import type { Patch } from './patch.ts';
import { recordOf, recordsOf } from './record-table.ts';
import type { RecordTable } from './record-table.ts';
import { anchorApartSec, isSpaced, spacingFault } from './spacing.ts';
import { specialStemIds, tableNames } from './records.ts';
import type { SegmentRecord, TableName, Tables } from './records.ts';

/** What a project is made to hold: ten times a long opera, and more stems than anyone mixes. */
const mostRecords: Partial<Record<TableName, number>> = {
  notes: 200_000,
  parts: 2000,
  groups: 200,
  anchors: 20_000,
  skips: 20_000,
  locks: 20_000,
  versions: 1000,
};
/** Names of stems that the program makes itself. */
const reservedNames: readonly string[] = specialStemIds;
/** With more changes of a table than this, its records are looked at all together. */
const fewChanges = 4;

type Checks = { readonly [T in TableName]: (record: Tables[T], document: DocumentState) => string | null };

/** References of a record, and its relations to others of its table. */
const checks: Checks = {
  single: (record, document) =>
    record.id !== 'project' || record.activeVersionId === null
      ? null
      : missing(document, 'versions', record.activeVersionId),
  parts: () => null,
  notes: (note, document) =>
    missing(document, 'parts', note.partId) ??
    (note.origin === 'drawn' && recordOf(document.pins, note.id) === undefined
      ? `the drawn note "${note.id}" has no time in the recording`
      : null),
  aligned: ofScoreNote,
  pins: ofNote,
  unplayed: ofScoreNote,
  anchors: (anchor, document) => {
    for (const other of recordsOf(document.anchors)) {
      if (other.id !== anchor.id && Math.abs(other.audioSec - anchor.audioSec) < anchorApartSec) {
        return `two anchors stand at ${anchor.audioSec} s of the recording`;
      }
    }
    return null;
  },
  skips: (skip, document) => overlapOf(skip, document.skips, skip.id) ?? overlapOf(skip, document.locks),
  locks: (lock, document) => overlapOf(lock, document.locks, lock.id) ?? overlapOf(lock, document.skips),
  doubts: () => null,
  groups: (group, document) => {
    const name = group.name.trim().toLowerCase();
    if (reservedNames.includes(name)) return `the name "${group.name}" is reserved`;
    if (reservedNames.includes(group.id)) return `"${group.id}" is no id for a group`;
    for (const other of recordsOf(document.groups)) {
      if (other.id !== group.id && other.name.trim().toLowerCase() === name) {
        return `there is already a group with the name "${other.name}"`;
      }
    }
    return null;
  },
  assignments: (assignment, document) =>
    ofNote(assignment, document) ??
    (assignment.groupId === null ? null : missing(document, 'groups', assignment.groupId)),
  tolerances: ({ id }, document) => {
    const [, kind, target = ''] = /^(group|note):(.*)$/.exec(id) ?? [];
    return kind === undefined ? null : missing(document, kind === 'group' ? 'groups' : 'notes', target);
  },
  paint: ({ partId }, document) => missing(document, 'parts', partId),
  regions: ({ fromGroupId, toGroupId }, document) =>
    (fromGroupId === null ? null : missingStem(document, fromGroupId)) ?? missingStem(document, toGroupId),
  strengths: ({ id }, document) => missingStem(document, id),
  versions: () => null,
  channels: ({ id }, document) => missingStem(document, id),
  markers: () => null,
};

/**
 * @param document with the patch applied, to one in which everything held
 * Cost O(changes), and O(records) of the tables that refer to a part, a group or a version that went.
 */
export function patchFault(document: DocumentState, patch: Patch): string | null {
  const count = countFault(document);
  if (count !== null) return count;
  const touched = new Set<TableName>();
  const crowded = crowdedTables(patch);
  for (const { table, id, after } of patch) {
    if (after === null) {
      const fault = table === 'notes' ? leftByNote(document, id) : null;
      if (fault !== null) return fault;
      touched.add(table);
      // A drawn note needs its pin.
      const note = table === 'pins' ? recordOf(document.notes, id) : undefined;
      const noteFault = note === undefined ? null : checks.notes(note, document);
      if (noteFault !== null) return noteFault;
      continue;
    }
    if (after.id !== id) return `${table} "${id}" has another id`;
    const fault = crowded.has(table) ? null : checkRecord(document, table, after);
    if (fault !== null) return fault;
  }
  for (const table of [...referrers(touched), ...crowded]) {
    const fault = tableFault(document, table);
    if (fault !== null) return fault;
  }
  return singleOf(document, 'recording') === undefined ? noRecording : null;
}

function crowdedTables(patch: Patch): ReadonlySet<TableName> {
  if (patch.length <= fewChanges) return new Set();
  const counts = new Map<TableName, number>();
  for (const { table } of patch) if (isSpaced(table)) counts.set(table, (counts.get(table) ?? 0) + 1);
  return new Set([...counts].filter(([, count]) => count > fewChanges).map(([table]) => table));
}

/** Cost O(records), but for tables in order of time, O(n log n). */
export function documentFault(document: DocumentState): string | null {
  const count = countFault(document);
  if (count !== null) return count;
  for (const table of tableNames) {
    const fault = tableFault(document, table);
    if (fault !== null) return fault;
  }
  return singleOf(document, 'recording') === undefined ? noRecording : null;
}

const noRecording = 'there is no recording';

function tableFault(document: DocumentState, table: TableName): string | null {
  if (isSpaced(table)) return spacingFault(document, table);
  for (const record of recordsOf<Tables[TableName]>(document[table])) {
    const fault = checkRecord(document, table, record);
    if (fault !== null) return fault;
  }
  return null;
}

function checkRecord(document: DocumentState, table: TableName, record: Tables[TableName]): string | null {
  return (checks[table] as (record: Tables[TableName], document: DocumentState) => string | null)(
    record,
    document,
  );
}

function countFault(document: DocumentState): string | null {
  for (const [table, most] of Object.entries(mostRecords)) {
    const { size } = document[table as TableName];
    if (size > most) return `a project holds at most ${most} ${table}, not ${size}`;
  }
  return null;
}

/** Tables whose records may refer to those that were removed; notes' own are looked up one by one. */
function referrers(removedFrom: ReadonlySet<TableName>): readonly TableName[] {
  return [
    ...(removedFrom.has('parts') ? (['notes', 'paint'] as const) : []),
    ...(removedFrom.has('groups')
      ? (['assignments', 'tolerances', 'regions', 'strengths', 'channels'] as const)
      : []),
    ...(removedFrom.has('versions') ? (['single'] as const) : []),
  ];
}

function leftByNote(document: DocumentState, id: string): string | null {
  const holders = ['aligned', 'pins', 'unplayed', 'assignments'] as const;
  const holder = holders.find((table) => recordOf<Tables[TableName]>(document[table], id) !== undefined);
  if (holder !== undefined) return `${holder} still has the note "${id}"`;
  return recordOf(document.tolerances, `note:${id}`) === undefined
    ? null
    : `tolerances still have the note "${id}"`;
}

function ofNote({ id }: { readonly id: string }, document: DocumentState): string | null {
  return missing(document, 'notes', id);
}

function ofScoreNote({ id }: { readonly id: string }, document: DocumentState): string | null {
  return (
    missing(document, 'notes', id) ??
    (recordOf(document.notes, id)?.origin === 'score'
      ? null
      : `the note "${id}" was drawn and is not the score's`)
  );
}

function missing(document: DocumentState, table: TableName, id: string): string | null {
  return recordOf<Tables[TableName]>(document[table], id) === undefined
    ? `there is no "${id}" in ${table}`
    : null;
}

function missingStem(document: DocumentState, id: string): string | null {
  return reservedNames.includes(id) ? null : missing(document, 'groups', id);
}

function overlapOf(
  segment: SegmentRecord,
  others: RecordTable<SegmentRecord>,
  ownId: string | null = null,
): string | null {
  for (const other of recordsOf(others)) {
    if (other.id !== ownId && other.fromSec < segment.toSec && segment.fromSec < other.toSec) {
      return `two skipped or locked stretches overlap at ${Math.max(other.fromSec, segment.fromSec)} s`;
    }
  }
  return null;
}
