/**
 * Checks a selection file: `{"groups": [{"name": ..., "select": [{...}]}]}`, see {@link GroupFile}.
 * Every message says where in the JSON the fault is: `groups[0].select[1].pitches[0]`.
 */
import { divisiError } from '../../contract/errors.ts';
import { err, ok } from '../../std/result.ts';
import type { Result } from '../../std/result.ts';
import { parsePitchName } from '../pitch-name.ts';
import type { GroupFile, GroupFileEntry, NoteSelection, PitchRange } from './group-file.ts';

/** A name that no group may have: the pipeline's own stem. */
const reservedNames = ['residual', 'rest'];
const selectionFields = ['tracks', 'channels', 'instruments', 'pitches', 'timesSec', 'notes'];
const maxGroups = 200;

class Fault extends Error {}

/** Fails with 'bad-usage', naming the file and the place in it. */
export function parseGroupFile(text: string, fileName: string): Result<GroupFile> {
  let json: unknown;
  try {
    json = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    return err(divisiError('bad-usage', `"${fileName}" is not valid JSON: ${reason}.`));
  }
  try {
    return ok(checkFile(json));
  } catch (cause) {
    if (!(cause instanceof Fault)) throw cause;
    return err(divisiError('bad-usage', `"${fileName}": ${cause.message}.`));
  }
}

function checkFile(json: unknown): GroupFile {
  const file = object(json, 'the file', ['groups']);
  const groups = list(file['groups'], 'groups').map((entry, index) => checkEntry(entry, `groups[${index}]`));
  if (groups.length > maxGroups)
    throw new Fault(`groups: expected at most ${maxGroups}, got ${groups.length}`);
  const seen = new Set<string>();
  groups.forEach(({ name }, index) => {
    const key = name.toLowerCase();
    if (seen.has(key)) throw new Fault(`groups[${index}].name: "${name}" is used twice`);
    seen.add(key);
  });
  return { groups };
}

function checkEntry(json: unknown, path: string): GroupFileEntry {
  const entry = object(json, path, ['name', 'select']);
  const name = entry['name'];
  if (typeof name !== 'string' || name.trim() === '') {
    throw new Fault(`${path}.name: expected a name, got ${show(name)}`);
  }
  if (reservedNames.includes(name.trim().toLowerCase())) {
    throw new Fault(`${path}.name: "${name}" is reserved; choose another name`);
  }
  const select = list(entry['select'], `${path}.select`);
  return {
    name: name.trim(),
    select: select.map((selection, index) => checkSelection(selection, `${path}.select[${index}]`)),
  };
}

function checkSelection(json: unknown, path: string): NoteSelection {
  const fields = object(json, path, selectionFields);
  if (Object.keys(fields).length === 0) {
    throw new Fault(`${path}: expected at least one of ${selectionFields.join(', ')}`);
  }
  const each = <T>(field: string, check: (value: unknown, at: string) => T): T[] | undefined =>
    field in fields
      ? list(fields[field], `${path}.${field}`).map((value, i) => check(value, `${path}.${field}[${i}]`))
      : undefined;
  return {
    ...given('tracks', each('tracks', numberOrName(1, 65_535, 'a track number or name'))),
    ...given('channels', each('channels', channel)),
    ...given('instruments', each('instruments', numberOrName(1, 128, 'a General MIDI number or a name'))),
    ...given('pitches', each('pitches', pitchRange)),
    ...given('timesSec', each('timesSec', timeRange)),
    ...given('notes', each('notes', noteId)),
  };
}

function given<K extends string, T>(key: K, value: T | undefined): Partial<Record<K, T>> {
  return value === undefined ? {} : ({ [key]: value } as Record<K, T>);
}

function numberOrName(
  low: number,
  high: number,
  what: string,
): (value: unknown, at: string) => number | string {
  return (value, at) => {
    if (typeof value === 'string' && value.trim() !== '') return value.trim();
    if (isWhole(value, low, high)) return value;
    throw new Fault(`${at}: expected ${what} (${low} to ${high}), got ${show(value)}`);
  };
}

function channel(value: unknown, at: string): number {
  if (isWhole(value, 1, 16)) return value;
  throw new Fault(`${at}: expected a channel from 1 to 16, got ${show(value)}`);
}

function noteId(value: unknown, at: string): string {
  if (typeof value === 'string' && /^t\d+n\d+$/.test(value)) return value;
  throw new Fault(`${at}: expected a note id such as "t1n5", got ${show(value)}`);
}

/** A pair of MIDI numbers or names, one such, or a text "C4-B5". */
function pitchRange(value: unknown, at: string): PitchRange {
  const ends = typeof value === 'string' ? splitRange(value) : Array.isArray(value) ? value : [value];
  const low = pitch(ends[0]);
  const high = pitch(ends.length === 1 ? ends[0] : ends[1]);
  if (low === null || high === null || ends.length > 2) {
    throw new Fault(`${at}: expected a pitch, or a range such as [60, 72] or "C4-B5", got ${show(value)}`);
  }
  if (low > high) throw new Fault(`${at}: the range ${show(value)} is upside down`);
  return { lowMidi: low, highMidi: high };
}

/** Octaves below zero have a minus sign of their own: "C-1-B5". */
function splitRange(text: string): string[] {
  const match = /^(.+?\d)\s*(?:-|–|\.\.)\s*(\S.*)$/.exec(text.trim());
  return match === null ? [text] : [match[1] ?? '', match[2] ?? ''];
}

function pitch(value: unknown): number | null {
  if (isWhole(value, 0, 127)) return value;
  if (typeof value !== 'string') return null;
  if (/^\d+$/.test(value.trim())) {
    const number = Number(value);
    return number <= 127 ? number : null;
  }
  return parsePitchName(value);
}

function timeRange(value: unknown, at: string): [number, number] {
  const [start, end, ...more] = Array.isArray(value) ? (value as unknown[]) : [];
  const finite = typeof start === 'number' && typeof end === 'number' && Number.isFinite(start + end);
  if (!finite || more.length > 0 || start < 0) {
    throw new Fault(`${at}: expected [start, end] in seconds, got ${show(value)}`);
  }
  if (start >= end) throw new Fault(`${at}: the range ${show(value)} is empty`);
  return [start, end];
}

function isWhole(value: unknown, low: number, high: number): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= low && value <= high;
}

function object(json: unknown, path: string, known: readonly string[]): Record<string, unknown> {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) {
    throw new Fault(`${path}: expected an object with ${known.join(', ')}, got ${show(json)}`);
  }
  for (const key of Object.keys(json)) {
    if (!known.includes(key)) {
      throw new Fault(`${path}: "${key}" is not a known field (known: ${known.join(', ')})`);
    }
  }
  return json as Record<string, unknown>;
}

function list(json: unknown, path: string): unknown[] {
  if (Array.isArray(json) && json.length > 0) return json as unknown[];
  throw new Fault(`${path}: expected a list with at least one entry, got ${show(json)}`);
}

function show(value: unknown): string {
  const text = value === undefined ? 'nothing' : JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}
