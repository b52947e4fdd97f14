/**
 * journal.jsonl: a header line, then one committed patch a line:
 *
 *     {"format":"divisi-journal","version":1,"schema":1,"revision":12,"sum":"3f2a..."}
 *     {"revision":13,"sum":"91c0...","entry":{...}}
 *
 * The header says what the first patch follows. A line's sum covers its text and the sum of the line before, so
 * that a damaged, missing or exchanged line shows, and a snapshot knows the very line that it includes.
 */
import { createHash } from 'node:crypto';
import { divisiError } from '../../../shared/contract/errors.ts';
import { err, ok } from '../../../shared/std/result.ts';
import type { Result } from '../../../shared/std/result.ts';
import { parseHostileJson } from './hostile-json.ts';

const journalVersion = 1;

/** A place in the history of a project. */
export type JournalPoint = { readonly revision: number; readonly sum: string };

export type JournalLine = JournalPoint & {
  /** JSON text of what was committed. */
  readonly entry: string;
};

export type JournalContent = {
  /** What the first line follows. */
  readonly base: JournalPoint;
  /** Of the documents that the patches fit. */
  readonly schema: number;
  readonly lines: readonly JournalLine[];
  /** Bytes up to the end of the header, then of each line. */
  readonly ends: readonly number[];
  /** Lines before `base` are damaged, and left out. */
  readonly hasGap: boolean;
  /** What follows the lines: nothing; one that was cut off while it was written; or damage. */
  readonly tail: 'none' | 'unfinished' | 'damaged';
};

const sumDigits = 16;
const linePattern = /^\{"revision":(\d{1,15}),"sum":"([0-9a-f]{16})","entry":(.*)\}$/;

/** The sum of a project that has no line yet. */
export const firstSum = '0'.repeat(sumDigits);

export function journalHeader(base: JournalPoint, schema: number): string {
  const { revision, sum } = base;
  return `${JSON.stringify({ format: 'divisi-journal', version: journalVersion, schema, revision, sum })}\n`;
}

/** @param entry without line breaks, as JSON.stringify writes it */
export function nextLine(before: JournalPoint, entry: string): JournalLine {
  const revision = before.revision + 1;
  return { revision, sum: sumOf(before.sum, revision, entry), entry };
}

export function lineText({ revision, sum, entry }: JournalLine): string {
  return `{"revision":${revision},"sum":"${sum}","entry":${entry}}\n`;
}

function sumOf(before: string, revision: number, entry: string): string {
  const hash = createHash('sha256').update(`${before}\n${revision}\n${entry}`);
  return hash.digest('hex').slice(0, sumDigits);
}

/**
 * Everything up to the first line that is not sound; or, when lines before the snapshot are not sound but a later
 * one follows the snapshot, everything from there. Entries are text still; their sums are right.
 * Fails with 'project-newer' for a version that this program does not know, and with 'project-damaged' for
 * a header that is none.
 */
export function readJournal(
  bytes: Uint8Array,
  path: string,
  snapshot?: JournalPoint,
): Result<JournalContent> {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const headerEnd = buffer.indexOf(newline) + 1;
  const header = readHeader(buffer.toString('utf8', 0, headerEnd), path);
  if (!header.ok) return header;
  const { schema, ...first } = header.value;
  let base = first;
  let last = first;
  let lines: JournalLine[] = [];
  let ends = [headerEnd];
  let tail: JournalContent['tail'] = 'none';
  for (let position = headerEnd; position < buffer.length;) {
    const found = buffer.indexOf(newline, position);
    const end = found === -1 ? buffer.length : found;
    const text = buffer.toString('utf8', position, end);
    const isWhole = found !== -1;
    const follows = isWhole && tail === 'none' ? readLine(text, last) : null;
    const resumes = isWhole && follows === null && snapshot !== undefined ? readLine(text, snapshot) : null;
    if (resumes !== null && snapshot !== undefined) {
      base = snapshot;
      lines = [];
      ends = [position];
    }
    const line = follows ?? resumes;
    // A write that was cut off has no end; what has one was whole once.
    if (line === null && tail === 'none') tail = isWhole ? 'damaged' : 'unfinished';
    position = end + 1;
    if (line === null) continue;
    tail = 'none';
    last = line;
    lines.push(line);
    ends.push(position);
  }
  return ok({ base, schema, lines, ends, hasGap: base !== first, tail });
}

const newline = 0x0a;

function readHeader(text: string, path: string): Result<JournalPoint & { readonly schema: number }> {
  const parsed = parseHostileJson(text, `The first line of "${path}"`);
  if (!parsed.ok) return parsed;
  const header = parsed.value as Partial<Record<string, unknown>> | null;
  const { format, version, schema, revision, sum } =
    typeof header === 'object' && header !== null ? header : {};
  if (format === 'divisi-journal' && isCount(version) && version > journalVersion) {
    const message = `"${path}" has format ${version}; this Divisi knows ${journalVersion} and older.`;
    return err(divisiError('project-newer', message));
  }
  const isSound =
    format === 'divisi-journal' && version === journalVersion && isCount(schema) && isCount(revision);
  if (!isSound || typeof sum !== 'string' || !/^[0-9a-f]{16}$/.test(sum)) {
    return err(divisiError('project-damaged', `The first line of "${path}" is not that of a journal.`));
  }
  return ok({ schema, revision, sum });
}

/** Null for a line that does not follow. */
function readLine(text: string, before: JournalPoint): JournalLine | null {
  const [, revisionText = '', sum = '', entry = ''] = linePattern.exec(text) ?? [];
  const revision = Number(revisionText);
  if (entry === '' || revision !== before.revision + 1 || sum !== sumOf(before.sum, revision, entry))
    return null;
  return { revision, sum, entry };
}

export function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}
