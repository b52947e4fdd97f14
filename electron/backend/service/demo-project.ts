/** The demo piece as a project: recorded on the sampled piano, with the score as an edition has it. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { StepProgress } from '../../../shared/contract/engine-state.ts';
import { err, ok } from '../../../shared/std/result.ts';
import type { Result } from '../../../shared/std/result.ts';
import { safeFileName } from '../../../shared/std/safe-file-name.ts';
import { demoPieces } from '../demo/demo-pieces.ts';
import { loadPiano } from '../demo/load-piano.ts';
import { recordPiece } from '../demo/record-piece.ts';
import { writeFailure } from '../engine/audio/file-failure.ts';
import { createProject } from '../project/create-project.ts';
import type { Project } from '../project/project.ts';
import { freshFolder } from './fresh-folder.ts';

/** Short, and its hands are far apart to the ear: what a first separation should sound like. */
const piece = demoPieces[1]!;

/** Fails as fetching the piano's samples, recording and creating a project do. */
export async function createDemoProject(
  projectsFolder: string,
  { signal, report }: { readonly signal: AbortSignal; readonly report: (progress: StepProgress) => void },
): Promise<Result<Project>> {
  const step = (phase: string, fraction: number, detail = ''): void =>
    report({ phase, fraction, detail, secondsLeft: null });
  step('demo', 0);
  const piano = await loadPiano((text) => step('demo', 0.1, text), signal);
  if (!piano.ok) return piano;
  step('demo', 0.4);
  const work = await temporaryFolder();
  if (!work.ok) return work;
  try {
    const recorded = await recordPiece(piece, piano.value, work.value, signal);
    if (!recorded.ok) return recorded;
    step('create', 0.9);
    const name = `${safeFileName(piece.written.title, 'Demo')}.wav`;
    return await createProject(
      {
        folder: freshFolder(projectsFolder, name),
        recordingPath: recorded.value.mixPath,
        scorePath: recorded.value.scorePath,
        groups: { kind: 'hands' },
        copiesRecording: true,
      },
      { signal, warn: () => {} },
    );
  } finally {
    await rm(work.value, { recursive: true, force: true });
  }
}

async function temporaryFolder(): Promise<Result<string>> {
  try {
    return ok(await mkdtemp(join(tmpdir(), 'divisi-demo-')));
  } catch (cause) {
    return err(writeFailure(cause, tmpdir()));
  }
}
