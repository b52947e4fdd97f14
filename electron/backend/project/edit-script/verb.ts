/** One kind of edit that a script can name: what its fields are, and what it does. */
import type { DocumentState } from '../../../../shared/document/document-state.ts';
import type { Edit } from '../../../../shared/document/edits/edit.ts';
import { refuse } from '../../../../shared/document/edits/edit.ts';
import { recordOf, recordsOf } from '../../../../shared/document/record-table.ts';
import type { TableName, Tables } from '../../../../shared/document/records.ts';
import { aName, anId, seconds } from '../../../../shared/document/shapes/common-shapes.ts';
import { ok } from '../../../../shared/std/result.ts';
import type { Result } from '../../../../shared/std/result.ts';
import { listOf, objectOf, oneOf } from '../../../../shared/std/shape.ts';
import type { Shape } from '../../../../shared/std/shape.ts';

export type Verb = {
  /** Of the whole order, its "do" included. */
  fault(order: unknown, at: string): string | null;
  /** @param order has no fault. Fails with 'edit-refused'. */
  run(document: DocumentState, order: unknown): Result<Edit>;
};

type Fields<T> = Parameters<typeof objectOf<T & object>>[0];

export function verb<T extends object>(
  name: string,
  fields: Fields<T>,
  run: (document: DocumentState, order: T) => Result<Edit>,
): readonly [string, Verb] {
  const whole = { do: oneOf([name]), ...fields } as unknown as Parameters<
    typeof objectOf<T & { do: string }>
  >[0];
  const shape: Shape<T & { do: string }> = objectOf<T & { do: string }>(whole);
  const given = (order: unknown): T =>
    Object.fromEntries(Object.entries(order as object).filter(([field]) => field !== 'do')) as T;
  return [
    name,
    { fault: (order, at) => shape.fault(order, at), run: (document, order) => run(document, given(order)) },
  ];
}

export const someIds = listOf(anId, 500_000, 1);
export const someNames = listOf(aName, 500_000, 1);
export const span = { fromSec: seconds, toSec: seconds } as const;

/** '<prefix>1', '<prefix>2', ...: the first above all that the table has. */
export function freshId(document: DocumentState, table: TableName, prefix: string): string {
  let most = 0;
  for (const { id } of recordsOf<Tables[TableName]>(document[table])) {
    const number = id.startsWith(prefix) ? Number(id.slice(prefix.length)) : 0;
    if (Number.isSafeInteger(number)) most = Math.max(most, number);
  }
  return `${prefix}${most + 1}`;
}

/** A group by its id, or else by its name, case aside. Fails with 'edit-refused'. */
export function groupId(document: DocumentState, text: string): Result<string> {
  if (recordOf(document.groups, text) !== undefined) return ok(text);
  const name = text.trim().toLowerCase();
  const groups = [...recordsOf(document.groups)];
  const found = groups.find((group) => group.name.trim().toLowerCase() === name);
  if (found !== undefined) return ok(found.id);
  const names = groups.map((group) => `"${group.name}"`).join(', ');
  return refuse(`There is no group "${text}" (there are ${names || 'none'}).`);
}

/** A stem: a group, or one of 'rest', 'background', 'residual' and 'master'. */
export function stemId(document: DocumentState, text: string): Result<string> {
  return ['rest', 'background', 'residual', 'master'].includes(text) ? ok(text) : groupId(document, text);
}

/** Fails with the first that fails. */
export function allOf<T>(results: readonly Result<T>[]): Result<T[]> {
  const values: T[] = [];
  for (const result of results) {
    if (!result.ok) return result;
    values.push(result.value);
  }
  return ok(values);
}
