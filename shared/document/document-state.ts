/** A whole document: every table, never changed in place. */
import { emptyTable, recordOf } from './record-table.ts';
import type { RecordTable } from './record-table.ts';
import type { Tables } from './records.ts';
import type { SingleName, Singles } from './single-records.ts';

export type DocumentState = { readonly [T in keyof Tables]: RecordTable<Tables[T]> };

/** Plain form of a document for files and messages: every table a list, sorted by id. */
export type DocumentRecords = { readonly [T in keyof Tables]: readonly Tables[T][] };

export const emptyDocument: DocumentState = Object.freeze({
  single: emptyTable<Tables['single']>(),
  parts: emptyTable<Tables['parts']>(),
  notes: emptyTable<Tables['notes']>(),
  aligned: emptyTable<Tables['aligned']>(),
  pins: emptyTable<Tables['pins']>(),
  unplayed: emptyTable<Tables['unplayed']>(),
  anchors: emptyTable<Tables['anchors']>(),
  skips: emptyTable<Tables['skips']>(),
  locks: emptyTable<Tables['locks']>(),
  doubts: emptyTable<Tables['doubts']>(),
  groups: emptyTable<Tables['groups']>(),
  assignments: emptyTable<Tables['assignments']>(),
  tolerances: emptyTable<Tables['tolerances']>(),
  paint: emptyTable<Tables['paint']>(),
  regions: emptyTable<Tables['regions']>(),
  strengths: emptyTable<Tables['strengths']>(),
  versions: emptyTable<Tables['versions']>(),
  channels: emptyTable<Tables['channels']>(),
  markers: emptyTable<Tables['markers']>(),
});

export function singleOf<K extends SingleName>(document: DocumentState, name: K): Singles[K] | undefined {
  return recordOf(document.single, name) as Singles[K] | undefined;
}

/**
 * @throws RangeError when the document has no recording: every document of a project has one, from its
 * first revision on.
 */
export function recordingOf(document: DocumentState): Singles['recording'] & { readonly lengthSec: number } {
  const recording = singleOf(document, 'recording');
  if (recording === undefined) throw new RangeError('expected a document with a recording');
  return { ...recording, lengthSec: recording.lengthSamples / recording.sampleRate };
}
