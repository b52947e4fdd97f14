/**
 * Opens a project for one command, tells what opening found, and closes it whatever happens. One that a service on
 * this machine has open is edited through that service.
 */
import { resolve } from 'node:path';
import { recordingOf } from '../../../../shared/document/document-state.ts';
import type { DivisiError } from '../../../../shared/contract/errors.ts';
import { connectContract } from '../../../../shared/rpc/client.ts';
import { ok } from '../../../../shared/std/result.ts';
import type { Result } from '../../../../shared/std/result.ts';
import { findMedia } from '../../project/find-media.ts';
import { openProject } from '../../project/open-project.ts';
import type { Project } from '../../project/project.ts';
import { knock } from '../../door/knock.ts';
import type { Visit } from '../../door/knock.ts';
import type { CommandIo } from '../command-io.ts';
import { RemoteProject } from './remote-project.ts';

/** For commands that change nothing; others may have the project open. Fails as opening and the task do. */
export async function withProject<T>(
  folder: string,
  io: CommandIo,
  task: (project: Project) => Promise<Result<T>>,
): Promise<Result<T>> {
  const opened = await openProject(resolve(io.folder, folder), 'read');
  return opened.ok ? closedAfter(opened.value, io, () => task(opened.value)) : opened;
}

/** What an edit needs of a project, wherever it is open. */
export type EditedProject = Pick<
  Project,
  'layout' | 'history' | 'remarks' | 'commit' | 'undo' | 'redo' | 'close'
>;

/** A window may be quicker, so that the task is done anew on what it left. */
const mostAttempts = 3;

/**
 * @param task for a project that is open in this process, or with its service; may be called again after a 'conflict'
 * Fails as opening and the task do, with 'project-locked' where the project's owner is not to be reached.
 */
export async function withEditedProject<T>(
  folder: string,
  io: CommandIo,
  task: (project: EditedProject, service: RemoteProject | null) => Promise<Result<T>>,
): Promise<Result<T>> {
  const path = resolve(io.folder, folder);
  const opened = await openProject(path, 'write');
  if (opened.ok) return closedAfter(opened.value, io, () => task(opened.value, null));
  const visit = opened.error.code === 'project-locked' ? await visitOwner(opened.error, io) : null;
  if (visit === null) return opened;
  try {
    const joined = await RemoteProject.open(connectContract(visit.transport), path);
    if (!joined.ok) return joined.error.code === 'lost' ? opened : joined;
    const project = joined.value;
    return await closedAfter(project, io, async () => {
      for (let attempt = 1; ; attempt++) {
        const done = await task(project, project);
        if (done.ok || done.error.code !== 'conflict' || attempt === mostAttempts) return done;
        const again = await project.refresh();
        if (!again.ok) return again;
      }
    });
  } finally {
    visit.leave();
  }
}

function visitOwner({ data }: DivisiError, io: CommandIo): Promise<Visit | null> {
  const { pid, host } = (data ?? {}) as { readonly pid?: unknown; readonly host?: unknown };
  const isNamed = typeof pid === 'number' && typeof host === 'string';
  return isNamed ? knock(io.doorsFolder, pid, host) : Promise.resolve(null);
}

async function closedAfter<T>(
  project: EditedProject,
  io: CommandIo,
  task: () => Promise<Result<T>>,
): Promise<Result<T>> {
  for (const remark of project.remarks) note(io, remark);
  try {
    return await task();
  } finally {
    const closed = await project.close();
    if (!closed.ok) note(io, `${closed.error.message} All edits are in the journal.`);
  }
}

/** Absolute; a moved one is told. Fails as `findMedia`. */
export async function recordingPathOf(
  project: Pick<Project, 'layout' | 'history'>,
  io: CommandIo,
): Promise<Result<string>> {
  const { file } = recordingOf(project.history.document);
  const found = await findMedia(project.layout.folder, file, 'recording', io.signal);
  if (!found.ok) return found;
  if (found.value.isMoved) note(io, `The recording was moved; it is used from "${found.value.file}".`);
  return ok(found.value.file);
}

export function note(io: CommandIo, text: string): void {
  io.writeErr(`Note: ${text}\n`);
}
