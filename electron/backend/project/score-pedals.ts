/** How a project's score is pedalled: its document knows how long notes sound, the score's file why. */
import { singleOf } from '../../../shared/document/document-state.ts';
import type { DocumentState } from '../../../shared/document/document-state.ts';
import type { PedalChange } from '../../../shared/music/score.ts';
import { readScore } from '../engine/score/read-score.ts';
import { findMedia } from './find-media.ts';
import type { ProjectLayout } from './project-layout.ts';

/** None where the score's file is not there any more. Cost: reading the score. */
export async function scorePedals(
  document: DocumentState,
  { folder }: Pick<ProjectLayout, 'folder'>,
  signal: AbortSignal,
): Promise<readonly PedalChange[]> {
  const score = singleOf(document, 'score');
  if (score === undefined) return [];
  const found = await findMedia(folder, score.file, 'score', signal);
  const read = found.ok ? await readScore(found.value.file) : found;
  return read.ok ? read.value.pedals : [];
}
