/** A service in this process with a toy project in it, and one window that has it open. */
import type { AppContract } from '../../shared/contract/contract.ts';
import { setModel } from '../../shared/document/edits/edit-project.ts';
import type { MethodName, MethodOverrides } from '../../shared/document/method-overrides.ts';
import { connectContract } from '../../shared/rpc/client.ts';
import { memoryTransports } from '../../shared/rpc/transports/memory.ts';
import type { Service } from '../../electron/backend/service/service.ts';
import { commitEdit } from './commit-edit.ts';
import { valueOf } from './service-lines.ts';
import type { AppClient } from './service-lines.ts';
import { writeToyPiece } from './toy-piece.ts';

export type ToyWindow = { readonly client: AppClient; readonly project: string; readonly folder: string };

let count = 0;

/** @param service a new one; closing it is the caller's */
export async function openToyWindow(
  service: Service,
  place: (name: string) => string,
  method: MethodName,
  overrides: MethodOverrides,
): Promise<ToyWindow> {
  const pair = memoryTransports({ clone: structuredClone, defer: queueMicrotask });
  service.connect(pair.ends[1]);
  const client = connectContract<AppContract>(pair.ends[0]);
  const piece = await writeToyPiece(place, { name: `window toy ${count}` });
  const folder = place(`window project ${count++}`);
  const created = await client.call('project.create', {
    folder,
    recording: piece.recordingPath,
    score: piece.scorePath,
    groups: { kind: 'tracks' },
    copiesRecording: false,
  });
  const { project } = valueOf(created);
  await commitEdit(client, project, (document) => setModel(document, { method, overrides }));
  return { client, project, folder };
}
