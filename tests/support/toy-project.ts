/** Small projects on the disk, and edits for them. */
import { cp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { createProject } from '../../electron/backend/project/create-project.ts';
import { openProject } from '../../electron/backend/project/open-project.ts';
import type { Project } from '../../electron/backend/project/project.ts';
import type { ProjectDisk } from '../../electron/backend/project/project-disk.ts';
import { documentText } from '../../shared/document/canonical-json.ts';
import type { DocumentState } from '../../shared/document/document-state.ts';
import { changeOf } from '../../shared/document/patch.ts';
import type { Patch } from '../../shared/document/patch.ts';
import type { Result } from '../../shared/std/result.ts';
import { writeToyPiece } from './toy-piece.ts';
import type { ToyPiece } from './toy-piece.ts';

/** @throws the error's code and message. */
export function valueOf<T>(result: Result<T>): T {
  if (result.ok) return result.value;
  throw new Error(`${result.error.code}: ${result.error.message}`);
}

/** 'ok', or the error's code and message. */
export function outcomeOf(result: Result<unknown>): string {
  return result.ok ? 'ok' : `${result.error.code}: ${result.error.message}`;
}

/** The project `<name>/` beside the recording `<name>.wav` and the score `<name>.mid`; open for writing. */
export async function createToyProject(
  place: (name: string) => string,
  name: string,
  changes: Partial<Parameters<typeof createProject>[0]> = {},
): Promise<{ project: Project; piece: ToyPiece; folder: string }> {
  const piece = await writeToyPiece(place, { name });
  const folder = place(name);
  const order = {
    folder,
    recordingPath: piece.recordingPath,
    scorePath: piece.scorePath,
    groups: { kind: 'tracks' },
    copiesRecording: false,
    ...changes,
  } as const;
  const hooks = { signal: new AbortController().signal, warn: () => {} };
  return { project: valueOf(await createProject(order, hooks)), piece, folder };
}

export async function reopen(folder: string, disk?: ProjectDisk): Promise<Project> {
  return valueOf(await openProject(folder, 'write', disk));
}

/** The project's folder as a crash would have left it at this moment; the project itself is closed. */
export async function crashed(project: Project): Promise<string> {
  const folder = `${project.layout.folder}-crashed`;
  await rm(folder, { recursive: true, force: true });
  await cp(project.layout.folder, folder, { recursive: true });
  // The owner lives: it is this very process.
  await rm(join(folder, 'project.lock'), { force: true });
  valueOf(await project.close());
  return folder;
}

/** Sets the marker 'm<number>'. */
export function markerPatch(document: DocumentState, number: number, atSec = number): Patch {
  const id = `m${number}`;
  return changeOf(document, 'markers', id, { id, atSec, name: `Marker ${number}` });
}

/** One marker after another, each acknowledged before the next. */
export async function commitMarkers(project: Project, from: number, to: number): Promise<void> {
  for (let number = from; number <= to; number++) {
    valueOf(await project.commit(`Set marker ${number}`, markerPatch(project.history.document, number)));
  }
}

export function markersOf(project: Project): string[] {
  return (documentText(project.history.document).match(/"id":"m\d+"/g) ?? []).map((id) => id.slice(6, -1));
}
