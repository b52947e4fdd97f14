/** A new project: a recording, a score, and groups. */
import { mkdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { FileReference } from '../../../shared/document/file-reference.ts';
import { newDocument } from '../../../shared/document/new-document.ts';
import type { NewDocument } from '../../../shared/document/new-document.ts';
import { groupRules } from '../../../shared/music/groups/group-rules.ts';
import type { GroupSpec } from '../../../shared/music/groups/group-spec.ts';
import { err, ok } from '../../../shared/std/result.ts';
import type { Result } from '../../../shared/std/result.ts';
import { writeFailure } from '../engine/audio/file-failure.ts';
import { openRecording } from '../engine/audio/open-recording.ts';
import { readScore } from '../engine/score/read-score.ts';
import { contentOf, copyMedia, copyName } from './add-media.ts';
import { buildFolder } from './build-folder.ts';
import { firstSum } from './journal-format.ts';
import { placeOf } from './media-path.ts';
import { openProject } from './open-project.ts';
import type { Project } from './project.ts';
import { nodeProjectDisk } from './project-disk.ts';
import type { ProjectDisk } from './project-disk.ts';
import { layoutOf, snapshotNameOf } from './project-layout.ts';
import { saveSnapshot, writeJournal } from './save-snapshot.ts';

export type ProjectOrder = {
  /** Absolute; new or empty. */
  readonly folder: string;
  /** Absolute. */
  readonly recordingPath: string;
  /** Absolute. The score is copied in any case. */
  readonly scorePath: string;
  readonly groups: GroupSpec;
  /** Copies the recording into the project; else the project refers to it where it is. */
  readonly copiesRecording: boolean;
};

export type CreateHooks = { readonly signal: AbortSignal; warn(text: string): void };

/**
 * The project, open for writing. Cost: decoding the recording once, for its length.
 * Fails as reading recording and score and resolving the groups do, and as `buildFolder`.
 */
export async function createProject(
  order: ProjectOrder,
  hooks: CreateHooks,
  disk: ProjectDisk = nodeProjectDisk,
): Promise<Result<Project>> {
  const score = await readScore(order.scorePath);
  if (!score.ok) return score;
  const groups = groupRules(score.value, order.groups);
  if (!groups.ok) return groups;
  for (const repair of score.value.repairs) hooks.warn(repair);
  const opened = await openRecording(order.recordingPath, { signal: hooks.signal });
  if (!opened.ok) return opened;
  const { sampleRate, channels, lengthSamples } = opened.value;
  await opened.value.close();
  const built = await buildFolder(order.folder, async (partial, final) => {
    const recordingFile = await addRecording(order, partial, final, hooks, disk);
    if (!recordingFile.ok) return recordingFile;
    const scoreFile = await addCopy(order.scorePath, partial, 'score', hooks, disk);
    if (!scoreFile.ok) return scoreFile;
    return writeNew(partial, final, disk, {
      name: basename(final),
      recording: { file: recordingFile.value, sampleRate, channels, lengthSamples },
      score: { file: scoreFile.value, content: score.value },
      groups: groups.value,
    });
  });
  return built.ok ? openProject(built.value, 'write', disk) : built;
}

async function addRecording(
  { recordingPath, copiesRecording }: ProjectOrder,
  partial: string,
  final: string,
  hooks: CreateHooks,
  disk: ProjectDisk,
): Promise<Result<FileReference>> {
  if (copiesRecording) return addCopy(recordingPath, partial, 'recording', hooks, disk);
  const content = await contentOf(recordingPath, hooks.signal);
  return content.ok ? ok({ ...placeOf(final, recordingPath), ...content.value }) : content;
}

/** In `media/<fallback>/`, so that a recording and a score of one name do not meet. */
async function addCopy(
  file: string,
  partial: string,
  fallback: string,
  { signal }: CreateHooks,
  disk: ProjectDisk,
): Promise<Result<FileReference>> {
  const name = copyName(file, fallback);
  const folder = join(partial, 'media', fallback);
  try {
    await mkdir(folder, { recursive: true });
  } catch (cause) {
    return err(writeFailure(cause, folder));
  }
  const copied = await copyMedia(disk, file, folder, name, signal);
  return copied.ok ? ok({ place: 'inside', path: `media/${fallback}/${name}`, ...copied.value }) : copied;
}

async function writeNew(
  partial: string,
  final: string,
  disk: ProjectDisk,
  content: NewDocument,
): Promise<Result<void>> {
  const layout = layoutOf(partial, snapshotNameOf(final));
  const point = { revision: 0, sum: firstSum };
  const begun = await writeJournal(disk, layout, point, []);
  return begun.ok ? saveSnapshot(disk, layout, newDocument(content), point) : begun;
}
