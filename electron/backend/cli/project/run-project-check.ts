/** `divisi project check`: whether files, recording, score and weights are whole. Changes nothing. */
import { readdir } from 'node:fs/promises';
import { recordingOf, singleOf } from '../../../../shared/document/document-state.ts';
import { counted } from '../../../../shared/document/edits/edit.ts';
import type { FileReference } from '../../../../shared/document/file-reference.ts';
import { recordsOf } from '../../../../shared/document/record-table.ts';
import { ok } from '../../../../shared/std/result.ts';
import type { Result } from '../../../../shared/std/result.ts';
import { findMedia, isContent } from '../../project/find-media.ts';
import { locateReference } from '../../project/media-path.ts';
import type { Project } from '../../project/project.ts';
import type { CommandIo } from '../command-io.ts';
import { withProject } from './with-project.ts';

export type CheckReport = {
  readonly folder: string;
  readonly revision: number;
  /** Whether nothing is wrong. */
  readonly isWhole: boolean;
  /** In sentences; empty when nothing is wrong. */
  readonly problems: readonly string[];
  readonly checked: { readonly edits: number; readonly files: number };
};

/** Fails when the project cannot be opened at all, or with 'cancelled'. */
export function runProjectCheck(folder: string, io: CommandIo): Promise<Result<CheckReport>> {
  return withProject(folder, io, async (project) => {
    const { layout, history, entries, remarks } = project;
    const media = await mediaProblems(project, io);
    if (!media.ok) return media;
    const weights = await weightProblems(project, io);
    if (!weights.ok) return weights;
    const halves = (await readdir(layout.folder)).filter((name) => name.endsWith('.partial'));
    const left = halves.map((name) => `"${name}" was left by a crash; opening the project removes it.`);
    const problems = [...remarks, ...media.value, ...weights.value, ...left];
    return ok({
      folder: layout.folder,
      revision: history.revision,
      isWhole: problems.length === 0,
      problems,
      checked: { edits: entries.length, files: 2 + history.document.versions.size },
    });
  });
}

async function mediaProblems({ layout, history }: Project, io: CommandIo): Promise<Result<string[]>> {
  const { document } = history;
  const problems: string[] = [];
  const files: [string, FileReference | undefined][] = [
    ['recording', recordingOf(document).file],
    ['score', singleOf(document, 'score')?.file],
  ];
  for (const [what, file] of files) {
    if (file === undefined) continue;
    const found = await findMedia(layout.folder, file, what, io.signal);
    if (!found.ok && found.error.code === 'cancelled') return found;
    if (!found.ok) problems.push(found.error.message);
    else if (found.value.isMoved) problems.push(`The ${what} was moved to "${found.value.file}".`);
  }
  return ok(problems);
}

async function weightProblems({ layout, history }: Project, io: CommandIo): Promise<Result<string[]>> {
  const problems: string[] = [];
  for (const { id, name, weights } of recordsOf(history.document.versions)) {
    const located = await locateReference(layout.folder, weights);
    const same = located.ok ? await isContent(located.value, weights, io.signal) : located;
    if (!same.ok && same.error.code === 'cancelled') return same;
    if (!same.ok) problems.push(`Version ${id} "${name}": ${same.error.message}`);
    else if (!same.value)
      problems.push(`Version ${id} "${name}": "${weights.path}" has another content now.`);
  }
  return ok(problems);
}

export function describeCheck({ folder, revision, isWhole, problems, checked }: CheckReport): string {
  const edits = `${counted(checked.edits, 'edit')} in the journal, ${checked.files} files looked at`;
  if (isWhole) return `${folder}: whole (revision ${revision}, ${edits})\n`;
  return [
    `${folder}: ${problems.length} to look at (revision ${revision}, ${edits})`,
    ...problems.map((problem) => `  ${problem}`),
    '',
  ].join('\n');
}
