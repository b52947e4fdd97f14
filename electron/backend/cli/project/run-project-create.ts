/** `divisi project create` */
import { resolve } from 'node:path';
import type { Result } from '../../../../shared/std/result.ts';
import { ok } from '../../../../shared/std/result.ts';
import { createProject } from '../../project/create-project.ts';
import type { CommandIo } from '../command-io.ts';
import { readGroups } from '../read-groups.ts';
import { projectInfo } from './run-project-info.ts';
import type { ProjectInfo } from './run-project-info.ts';
import { note } from './with-project.ts';

export type ProjectCreateOptions = {
  readonly recording: string;
  readonly score: string;
  readonly groups?: string;
  readonly splitPitch?: number;
  readonly copyMedia?: true;
};

export async function runProjectCreate(
  folder: string,
  options: ProjectCreateOptions,
  io: CommandIo,
): Promise<Result<ProjectInfo>> {
  const groups = await readGroups(options, io.folder);
  if (!groups.ok) return groups;
  const created = await createProject(
    {
      folder: resolve(io.folder, folder),
      recordingPath: resolve(io.folder, options.recording),
      scorePath: resolve(io.folder, options.score),
      groups: groups.value,
      copiesRecording: options.copyMedia ?? false,
    },
    { signal: io.signal, warn: (text) => note(io, text) },
  );
  if (!created.ok) return created;
  const info = projectInfo(created.value);
  const closed = await created.value.close();
  return closed.ok ? ok(info) : closed;
}
