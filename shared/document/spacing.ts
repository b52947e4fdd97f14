/** Anchors and segments that have to keep apart, looked at all together: in order each meets its neighbours alone. */
import type { DocumentState } from './document-state.ts';
import { recordsOf } from './record-table.ts';
import type { TableName } from './records.ts';

/** Two anchors closer than this would ask for an endless or a backward tempo. */
export const anchorApartSec = 0.001;

const spacedTables: readonly TableName[] = ['anchors', 'skips', 'locks'];

/** Whether records of the table have to keep apart. */
export function isSpaced(table: TableName): boolean {
  return spacedTables.includes(table);
}

/** Of the table's records among themselves, and of skips with locks. Cost O(n log n). */
export function spacingFault(document: DocumentState, table: TableName): string | null {
  if (table === 'anchors') return anchorsFault(document);
  return table === 'skips' || table === 'locks' ? segmentsFault(document) : null;
}

function anchorsFault(document: DocumentState): string | null {
  const times = [...recordsOf(document.anchors)].map(({ audioSec }) => audioSec).sort((a, b) => a - b);
  const late = times.find((sec, index) => index > 0 && sec - times[index - 1]! < anchorApartSec);
  return late === undefined ? null : `two anchors stand at ${late} s of the recording`;
}

function segmentsFault(document: DocumentState): string | null {
  const segments = (['skips', 'locks'] as const)
    .flatMap((table) => [...recordsOf(document[table])])
    .sort((a, b) => a.fromSec - b.fromSec);
  // Until two overlap, the one before is the one that reaches farthest.
  const index = segments.findIndex((segment, at) => at > 0 && segment.fromSec < segments[at - 1]!.toSec);
  if (index === -1) return null;
  return `two skipped or locked stretches overlap at ${segments[index]!.fromSec} s`;
}
