/** Opens a project for one command, tells what opening found, and closes it whatever happens. */
import { resolve } from 'node:path';
import { recordingOf } from '../../../../shared/document/document-state.ts';
import { ok } from '../../../../shared/std/result.ts';
import type { Result } from '../../../../shared/std/result.ts';
import { findMedia } from '../../project/find-media.ts';
import { openProject } from '../../project/open-project.ts';
import type { Project } from '../../project/project.ts';
import type { CommandIo } from '../command-io.ts';

/** Fails as opening and the task do; what cannot be saved at the end is a note, since the journal has it. */
export async function withProject<T>(
  folder: string,
  access: 'read' | 'write',
  io: CommandIo,
  task: (project: Project) => Promise<Result<T>>,
): Promise<Result<T>> {
  const opened = await openProject(resolve(io.folder, folder), access);
  if (!opened.ok) return opened;
  const project = opened.value;
  for (const remark of project.remarks) note(io, remark);
  try {
    return await task(project);
  } finally {
    const closed = await project.close();
    if (!closed.ok) note(io, `${closed.error.message} All edits are in the journal.`);
  }
}

/** Absolute; a moved one is told. Fails as `findMedia`. */
export async function recordingPathOf(project: Project, io: CommandIo): Promise<Result<string>> {
  const { file } = recordingOf(project.history.document);
  const found = await findMedia(project.layout.folder, file, 'recording', io.signal);
  if (!found.ok) return found;
  if (found.value.isMoved) note(io, `The recording was moved; it is used from "${found.value.file}".`);
  return ok(found.value.file);
}

export function note(io: CommandIo, text: string): void {
  io.writeErr(`Note: ${text}\n`);
}
