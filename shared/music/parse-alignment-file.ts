/**
 * Checks a file that `divisi align --out` wrote, and that somebody may have edited: what a separation needs of
 * it must be sound, other fields may be missing or unknown.
 */
import { divisiError } from '../contract/errors.ts';
import { err, ok } from '../std/result.ts';
import type { Result } from '../std/result.ts';
import { doubtReasons } from './alignment.ts';
import type { AlignedNote, Alignment, DoubtfulSegment, WarpPoint } from './alignment.ts';
import type { Score } from './score.ts';

class Fault extends Error {}

type Fields = Readonly<Record<string, unknown>>;

/** What reading gives: the alignment, and which aligner made it. */
export type AlignmentFile = { readonly alignment: Alignment; readonly aligner: string };

/** Fails with 'bad-usage', naming the file and the place in it, and 'score-mismatch' for another score's notes. */
export function parseAlignmentFile(text: string, fileName: string, score: Score): Result<AlignmentFile> {
  let json: unknown;
  try {
    json = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    return err(divisiError('bad-usage', `"${fileName}" is not valid JSON: ${reason}.`));
  }
  try {
    const file = object(json, 'the file');
    const alignment = checkFile(file);
    const known = new Set(score.notes.map(({ id }) => id));
    const strange = alignment.notes.find(({ id }) => !known.has(id));
    if (strange !== undefined) {
      const message = `"${fileName}" names a note "${strange.id}", which the score does not have.`;
      return err(divisiError('score-mismatch', message));
    }
    const aligner = typeof file['aligner'] === 'string' ? file['aligner'] : 'file';
    return ok({ alignment, aligner });
  } catch (cause) {
    if (!(cause instanceof Fault)) throw cause;
    return err(divisiError('bad-usage', `"${fileName}": ${cause.message}.`));
  }
}

function checkFile(file: Fields): Alignment {
  const notes = list(file['notes'], 'notes').map((entry, i) => checkNote(entry, `notes[${i}]`));
  if (notes.length === 0) throw new Fault('notes: expected at least one note');
  const seen = new Set<string>();
  for (const { id, visit } of notes) {
    const key = `${visit} ${id}`;
    if (seen.has(key)) throw new Fault(`notes: "${id}" has two visits of number ${visit}`);
    seen.add(key);
  }
  notes.sort((a, b) => a.onsetSec - b.onsetSec);
  return {
    notes,
    unplayed: optionalList(file, 'unplayed').filter((id) => typeof id === 'string'),
    warp: optionalList(file, 'warp').map((entry, i) => checkPoint(entry, `warp[${i}]`)),
    tuningCents: numberIn(file['tuningCents'] ?? 0, 'tuningCents', -100, 100),
    transposeSemitones: whole(file['transposeSemitones'] ?? 0, 'transposeSemitones', -48, 48),
    musicFromSec: seconds(file['musicFromSec'] ?? notes[0]!.onsetSec, 'musicFromSec'),
    musicToSec: seconds(
      file['musicToSec'] ?? notes.reduce((latest, note) => Math.max(latest, note.offsetSec), 0),
      'musicToSec',
    ),
    doubtful: optionalList(file, 'doubtful').map((entry, i) => checkDoubt(entry, `doubtful[${i}]`)),
  };
}

function checkNote(json: unknown, at: string): AlignedNote {
  const fields = object(json, at);
  const { id } = fields;
  if (typeof id !== 'string' || id === '') throw new Fault(`${at}.id: expected a note's id, got ${show(id)}`);
  const onsetSec = seconds(fields['onsetSec'], `${at}.onsetSec`);
  const offsetSec = seconds(fields['offsetSec'], `${at}.offsetSec`);
  if (!(offsetSec > onsetSec)) {
    throw new Fault(`${at}.offsetSec: expected more than its onset, ${onsetSec}, got ${offsetSec}`);
  }
  return {
    id,
    visit: whole(fields['visit'] ?? 1, `${at}.visit`, 1, 10_000),
    onsetSec,
    offsetSec,
    confidence: numberIn(fields['confidence'] ?? 1, `${at}.confidence`, 0, 1),
  };
}

function checkPoint(json: unknown, at: string): WarpPoint {
  const [scoreSec, audioSec, ...more] = list(json, at);
  if (more.length > 0) throw new Fault(`${at}: expected [score seconds, recording seconds]`);
  return [numberIn(scoreSec, `${at}[0]`, -1e7, 1e7), numberIn(audioSec, `${at}[1]`, -1e7, 1e7)];
}

function checkDoubt(json: unknown, at: string): DoubtfulSegment {
  const fields = object(json, at);
  const reason = doubtReasons.find((name) => name === fields['reason']);
  if (reason === undefined) {
    throw new Fault(
      `${at}.reason: expected one of ${doubtReasons.join(', ')}, got ${show(fields['reason'])}`,
    );
  }
  const fromSec = seconds(fields['fromSec'], `${at}.fromSec`);
  return { fromSec, toSec: seconds(fields['toSec'], `${at}.toSec`), reason };
}

function object(json: unknown, at: string): Fields {
  if (typeof json === 'object' && json !== null && !Array.isArray(json)) return json as Fields;
  throw new Fault(`${at}: expected an object, got ${show(json)}`);
}

function list(json: unknown, at: string): readonly unknown[] {
  if (Array.isArray(json)) return json;
  throw new Fault(`${at}: expected a list, got ${show(json)}`);
}

function optionalList(fields: Fields, name: string): readonly unknown[] {
  return fields[name] === undefined ? [] : list(fields[name], name);
}

function seconds(value: unknown, at: string): number {
  return numberIn(value, at, 0, 1e7);
}

function whole(value: unknown, at: string, min: number, max: number): number {
  const number = numberIn(value, at, min, max);
  if (Number.isInteger(number)) return number;
  throw new Fault(`${at}: expected a whole number, got ${number}`);
}

function numberIn(value: unknown, at: string, min: number, max: number): number {
  if (typeof value === 'number' && value >= min && value <= max) return value;
  throw new Fault(`${at}: expected a number from ${min} to ${max}, got ${show(value)}`);
}

function show(value: unknown): string {
  return value === undefined ? 'nothing' : JSON.stringify(value).slice(0, 40);
}
