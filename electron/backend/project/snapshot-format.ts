/**
 * `<name>.divisi`: a whole document, one record a line, behind a header that says which revision it is, after
 * which line of the journal, and what its bytes add up to.
 */
import { createHash } from 'node:crypto';
import { divisiError } from '../../../shared/contract/errors.ts';
import type { DivisiError } from '../../../shared/contract/errors.ts';
import { documentText, schemaVersion } from '../../../shared/document/canonical-json.ts';
import type { DocumentState } from '../../../shared/document/document-state.ts';
import { err, ok } from '../../../shared/std/result.ts';
import type { Result } from '../../../shared/std/result.ts';
import { parseHostileJson } from './hostile-json.ts';
import { isCount } from './journal-format.ts';
import type { JournalPoint } from './journal-format.ts';

const snapshotVersion = 1;

export type SnapshotContent = {
  readonly point: JournalPoint;
  readonly schema: number;
  /** As parsed: nothing in it is checked but depth, keys and numbers. */
  readonly document: unknown;
};

const start = '{\n"format": "divisi-project",\n';
const headerPattern =
  /^\{\n"format": "divisi-project",\n"version": (\d{1,9}),\n"schema": (\d{1,9}),\n"revision": (\d{1,15}),\n"sum": "([0-9a-f]{16})",\n"sha256": "([0-9a-f]{64})",\n"document": /;
const end = '\n}\n';
/** Longer than any header. */
const headerBytes = 1024;

export function snapshotText(document: DocumentState, point: JournalPoint): string {
  const body = documentText(document).trimEnd();
  const { revision, sum } = point;
  const header = `"version": ${snapshotVersion},\n"schema": ${schemaVersion},\n"revision": ${revision},\n"sum": "${sum}",\n`;
  return `${start}${header}"sha256": "${digestOf(header, body)}",\n"document": ${body}${end}`;
}

/**
 * Fails with 'project-newer' for a version or schema that this program does not know, 'project-unsafe' for
 * content that no program of this kind writes, 'project-damaged' for anything else that is not whole.
 */
export function readSnapshot(bytes: Buffer, path: string, presentSchema: number): Result<SnapshotContent> {
  const match = headerPattern.exec(bytes.toString('latin1', 0, Math.min(bytes.length, headerBytes)));
  if (match === null) return err(foreign(bytes, path));
  const [header, version, schema, revision, sum = '', digest] = match;
  const newer = Number(version) > snapshotVersion || Number(schema) > presentSchema;
  if (newer) return err(newerThanKnown(path, Number(version), Number(schema)));
  if (bytes.toString('latin1', bytes.length - end.length) !== end) return err(damaged(path, 'it is cut off'));
  const body = bytes.subarray(header.length, bytes.length - end.length).toString('utf8');
  const signed = header.slice(start.length, header.indexOf('"sha256"'));
  if (digestOf(signed, body) !== digest) return err(damaged(path, 'its content does not match its checksum'));
  const document = parseHostileJson(body, `"${path}"`);
  if (!document.ok) return document;
  return ok({
    point: { revision: Number(revision), sum },
    schema: Number(schema),
    document: document.value,
  });
}

function digestOf(header: string, body: string): string {
  return createHash('sha256').update(header).update(body).digest('hex');
}

/** Later formats may look otherwise, but will say their name and version. */
function foreign(bytes: Buffer, path: string): DivisiError {
  const parsed = parseHostileJson(bytes.toString('utf8'), `"${path}"`);
  if (!parsed.ok) return parsed.error;
  const { format, version, schema } =
    typeof parsed.value === 'object' && parsed.value !== null
      ? (parsed.value as Record<string, unknown>)
      : {};
  if (format === 'divisi-project' && isCount(version) && version > snapshotVersion) {
    return newerThanKnown(path, version, isCount(schema) ? schema : schemaVersion);
  }
  return damaged(path, 'it does not begin as a project does');
}

function newerThanKnown(path: string, version: number, schema: number): DivisiError {
  const message = `"${path}" has format ${version}.${schema}; this Divisi knows ${snapshotVersion}.${schemaVersion} and older.`;
  return divisiError('project-newer', message, { version, schema });
}

function damaged(path: string, what: string): DivisiError {
  return divisiError('project-damaged', `"${path}" is damaged: ${what}.`);
}
