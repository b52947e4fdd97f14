/** A new project, made through the service as a window makes it. */
import type { ProjectOpened } from '../../shared/contract/project-calls.ts';
import { valueOf } from './service-lines.ts';
import type { AppClient } from './service-lines.ts';
import type { ToyPiece } from './toy-piece.ts';

/** Groups are the score's tracks; the recording stays where it is. */
export async function newProject(
  client: AppClient,
  folder: string,
  { recordingPath, scorePath }: Pick<ToyPiece, 'recordingPath' | 'scorePath'>,
): Promise<ProjectOpened> {
  const created = await client.call('project.create', {
    folder,
    recording: recordingPath,
    score: scorePath,
    groups: { kind: 'tracks' },
    copiesRecording: false,
  });
  return valueOf(created);
}
