/** What one line of the journal holds: a step of the document's history, and who sent it. */
import { divisiError } from '../../../shared/contract/errors.ts';
import { canonicalJson } from '../../../shared/document/canonical-json.ts';
import type { Step } from '../../../shared/document/history.ts';
import { parsePatch } from '../../../shared/document/parse-document.ts';
import type { SchemaHistory } from '../../../shared/document/parse-document.ts';
import { err, ok } from '../../../shared/std/result.ts';
import type { Result } from '../../../shared/std/result.ts';

export type JournalEntry = {
  /** Given by whoever sent the edit, so that one that is sent twice can be noticed; '' for none. */
  readonly id: string;
  readonly step: Step;
};

const maxIdCharacters = 200;
const maxNameCharacters = 2000;

/** One line of JSON. @throws RangeError for an id or a name that could not be read back. */
export function entryText({ id, step }: JournalEntry): string {
  if (!isText(id, maxIdCharacters) || !isText(step.name, maxNameCharacters)) {
    throw new RangeError(
      `expected an id of at most ${maxIdCharacters} characters, and a name of ${maxNameCharacters}`,
    );
  }
  const { kind, name, patch } = step;
  const fields = { id, kind, name };
  return `${canonicalJson(fields).slice(0, -1)},"patch":${canonicalJson(patch)}}`;
}

/**
 * @param schema of the program that wrote it
 * Fails with 'project-damaged'.
 */
export function readEntry(
  json: unknown,
  schema: number,
  where: string,
  schemas: SchemaHistory,
): Result<JournalEntry> {
  const { id, kind, name, patch } = isObject(json) ? json : {};
  const isStep = kind === 'edit' || kind === 'undo' || kind === 'redo';
  if (!isStep || !isText(id, maxIdCharacters) || !isText(name, maxNameCharacters)) {
    return err(divisiError('project-damaged', `${where} is not an edit.`));
  }
  const parsed = parsePatch(patch, schema, schemas);
  if (parsed.ok) return ok({ id, step: { kind, name, patch: parsed.value } });
  return err(divisiError('project-damaged', `${where}: ${parsed.error.message}`));
}

function isText(value: unknown, maxCharacters: number): value is string {
  return typeof value === 'string' && value.length <= maxCharacters;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
