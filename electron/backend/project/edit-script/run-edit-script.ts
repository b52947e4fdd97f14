/**
 * A list of edits as JSON, made into one: `[{"do": "anchor", "scoreSec": 12.5, "audioSec": 14.2}, ...]`. Each is
 * applied to what those before made of the document.
 */
import { divisiError } from '../../../../shared/contract/errors.ts';
import { schemaVersion } from '../../../../shared/document/canonical-json.ts';
import type { DocumentState } from '../../../../shared/document/document-state.ts';
import { counted } from '../../../../shared/document/edits/edit.ts';
import type { Edit } from '../../../../shared/document/edits/edit.ts';
import { patchFault } from '../../../../shared/document/invariants.ts';
import { parsePatch } from '../../../../shared/document/parse-document.ts';
import { applyPatch, squashPatches } from '../../../../shared/document/patch.ts';
import type { Patch } from '../../../../shared/document/patch.ts';
import { err, ok } from '../../../../shared/std/result.ts';
import type { Result } from '../../../../shared/std/result.ts';
import { noteVerbs } from './note-verbs.ts';
import { projectVerbs } from './project-verbs.ts';
import type { Verb } from './verb.ts';

const verbs: ReadonlyMap<string, Verb> = new Map([...noteVerbs, ...projectVerbs]);
const mostOrders = 100_000;

/** What "do" may be. */
export function editVerbs(): readonly string[] {
  return [...verbs.keys()].sort();
}

/**
 * @param what names the list in messages
 * Fails with 'bad-usage' (not understood, saying where) and 'edit-refused' (not possible, saying which and why).
 */
export function runEditScript(document: DocumentState, orders: unknown, what: string): Result<Edit> {
  if (!Array.isArray(orders) || orders.length === 0 || orders.length > mostOrders) {
    return err(divisiError('bad-usage', `${what}: expected a list of 1 to ${mostOrders} edits.`));
  }
  const patches: Patch[] = [];
  const names: string[] = [];
  let current = document;
  for (const [index, order] of (orders as unknown[]).entries()) {
    const at = `${what}[${index}]`;
    const done = runOne(current, order, at);
    if (!done.ok) return done;
    const { name, patch } = done.value;
    const applied = applyPatch(current, patch);
    if (!applied.ok) return applied;
    const fault = patchFault(applied.value, patch);
    if (fault !== null)
      return err(divisiError('edit-refused', `${at}: "${name}" is not possible: ${fault}.`));
    current = applied.value;
    patches.push(patch);
    names.push(name);
  }
  const patch = squashPatches(patches);
  if (patch.length === 0)
    return err(divisiError('edit-refused', `${what}: the project is like that already.`));
  return ok({
    name: names.length === 1 ? names[0]! : `${counted(names.length, 'edit')}: ${names[0]!}, ...`,
    patch,
  });
}

function runOne(document: DocumentState, order: unknown, at: string): Result<Edit> {
  const isObject = typeof order === 'object' && order !== null && !Array.isArray(order);
  const name = isObject ? (order as Readonly<Record<string, unknown>>)['do'] : undefined;
  const verb = typeof name === 'string' ? verbs.get(name) : undefined;
  if (verb === undefined) {
    const message = `${at}.do: expected one of ${editVerbs().join(', ')}, got ${JSON.stringify(name) ?? 'nothing'}.`;
    return err(divisiError('bad-usage', message));
  }
  const fault = verb.fault(order, at);
  if (fault !== null) return err(divisiError('bad-usage', `${fault}.`));
  const edit = verb.run(document, order);
  if (!edit.ok) return err({ ...edit.error, message: `${at}: ${edit.error.message}` });
  // An edit sees to relations; that every value is one that a record can have, the shapes see to.
  const parsed = parsePatch(edit.value.patch, schemaVersion);
  return parsed.ok ? edit : err(divisiError('edit-refused', `${at}: ${parsed.error.message}`));
}
