/** `divisi project set`: edits, all of one call as one. */
import { basename, resolve } from 'node:path';
import { divisiError } from '../../../../shared/contract/errors.ts';
import { singleOf } from '../../../../shared/document/document-state.ts';
import { relinkFile } from '../../../../shared/document/edits/edit-project.ts';
import type { Committed } from '../../../../shared/document/history.ts';
import { orderedGroups } from '../../../../shared/document/note-groups.ts';
import { groupRules } from '../../../../shared/music/groups/group-rules.ts';
import { err, ok } from '../../../../shared/std/result.ts';
import type { Result } from '../../../../shared/std/result.ts';
import { readScore } from '../../engine/score/read-score.ts';
import { contentOf } from '../../project/add-media.ts';
import { runEditScript } from '../../project/edit-script/run-edit-script.ts';
import { findMedia } from '../../project/find-media.ts';
import { parseHostileJson } from '../../project/hostile-json.ts';
import { placeOf } from '../../project/media-path.ts';
import { readPlainFile } from '../../project/plain-file.ts';
import type { CommandIo } from '../command-io.ts';
import { readGroups } from '../read-groups.ts';
import { editsOf } from './set-options.ts';
import type { ProjectSetOptions } from './set-options.ts';
import { withEditedProject } from './with-project.ts';
import type { EditedProject } from './with-project.ts';

export type EditsReport = {
  readonly revision: number;
  /** As in the list of undo. */
  readonly name: string;
  readonly kind: 'edit' | 'undo' | 'redo';
  /** Records that changed. */
  readonly changes: number;
};

const mostScriptBytes = 64 * 2 ** 20;

export function runProjectSet(
  folder: string,
  options: ProjectSetOptions,
  io: CommandIo,
): Promise<Result<EditsReport>> {
  return withEditedProject(folder, io, async (project) => {
    const committed = await change(project, options, io);
    if (!committed.ok) return committed;
    const { step, history } = committed.value;
    const { name, kind, patch } = step;
    return ok({ revision: history.revision, name, kind, changes: patch.length });
  });
}

async function change(
  project: EditedProject,
  options: ProjectSetOptions,
  io: CommandIo,
): Promise<Result<Committed>> {
  const { undo, redo, recording } = options;
  const alone = [
    ...(undo ? ['--undo'] : []),
    ...(redo ? ['--redo'] : []),
    ...(recording === undefined ? [] : ['--recording']),
  ];
  const [first] = alone;
  if (first !== undefined) {
    if (
      alone.length > 1 ||
      Object.keys(options).some((name) => !['undo', 'redo', 'recording', 'json'].includes(name))
    ) {
      return err(divisiError('bad-usage', `${first} stands on its own.`));
    }
    if (undo) return project.undo();
    return redo ? project.redo() : relink(project, resolve(io.folder, recording ?? ''), io);
  }
  const orders = await ordersOf(project, options, io);
  if (!orders.ok) return orders;
  if (orders.value.length === 0) return err(divisiError('bad-usage', 'Nothing was asked for.'));
  const edit = runEditScript(project.history.document, orders.value, 'edits');
  return edit.ok ? project.commit(edit.value.name, edit.value.patch) : edit;
}

async function ordersOf(
  project: EditedProject,
  options: ProjectSetOptions,
  io: CommandIo,
): Promise<Result<unknown[]>> {
  const orders: unknown[] = [];
  if (options.groups !== undefined || options.splitPitch !== undefined) {
    const groups = await newGroups(project, options, io);
    if (!groups.ok) return groups;
    orders.push(...groups.value);
  }
  orders.push(...editsOf(options));
  for (const file of options.set ?? []) {
    const path = resolve(io.folder, file);
    const bytes = await readPlainFile(path, mostScriptBytes);
    if (!bytes.ok) return bytes;
    const json = parseHostileJson(bytes.value.toString('utf8').replace(/^\uFEFF/, ''), `"${basename(path)}"`);
    if (!json.ok) return err(divisiError('bad-usage', json.error.message));
    if (!Array.isArray(json.value)) {
      return err(divisiError('bad-usage', `"${basename(path)}": expected a list of edits.`));
    }
    orders.push(...(json.value as unknown[]));
  }
  return ok(orders);
}

/** The grouping's groups in place of all that are there. */
async function newGroups(
  project: EditedProject,
  options: ProjectSetOptions,
  io: CommandIo,
): Promise<Result<object[]>> {
  const spec = await readGroups(options, io.folder);
  if (!spec.ok) return spec;
  const { document } = project.history;
  const file = singleOf(document, 'score')?.file;
  if (file === undefined) return err(divisiError('edit-refused', 'The project has no score.'));
  const found = await findMedia(project.layout.folder, file, 'score', io.signal);
  if (!found.ok) return found;
  const score = await readScore(found.value.file);
  if (!score.ok) return score;
  const rules = groupRules(score.value, spec.value);
  if (!rules.ok) return rules;
  return ok([
    ...orderedGroups(document).map(({ id }) => ({ do: 'delete-group', group: id })),
    ...rules.value.map(({ name, rule }) => ({ do: 'add-group', name, rule })),
  ]);
}

async function relink(project: EditedProject, path: string, io: CommandIo): Promise<Result<Committed>> {
  const content = await contentOf(path, io.signal);
  if (!content.ok) return content;
  const file = { ...placeOf(project.layout.folder, path), ...content.value };
  const edit = relinkFile(project.history.document, 'recording', file);
  return edit.ok ? project.commit(edit.value.name, edit.value.patch) : edit;
}

export function describeEdits({ revision, name, kind, changes }: EditsReport): string {
  const verb = { edit: '', undo: 'Undone: ', redo: 'Done again: ' }[kind];
  return `${verb}${name} (${changes} ${changes === 1 ? 'record' : 'records'}, revision ${revision})\n`;
}
