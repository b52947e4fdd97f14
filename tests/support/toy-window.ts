/** A service in this process with a toy project in it, and one window that has it open. */
import { setModel } from '../../shared/document/edits/edit-project.ts';
import type { MethodName, MethodOverrides } from '../../shared/document/method-overrides.ts';
import type { Service } from '../../electron/backend/service/service.ts';
import { commitEdit } from './commit-edit.ts';
import { newProject } from './new-project.ts';
import { connectHere } from './service-lines.ts';
import type { AppClient } from './service-lines.ts';
import { writeToyPiece } from './toy-piece.ts';
import type { ToyPiece } from './toy-piece.ts';

export type ToyWindow = {
  readonly client: AppClient;
  /** Its handle. */
  readonly project: string;
  readonly folder: string;
  readonly piece: ToyPiece;
};

let count = 0;

/** @param service a new one; closing it is the caller's */
export async function openToyWindow(
  service: Service,
  place: (name: string) => string,
  method: MethodName,
  overrides: MethodOverrides,
): Promise<ToyWindow> {
  const { client } = connectHere(service);
  const piece = await writeToyPiece(place, { name: `window toy ${count}` });
  const folder = place(`window project ${count++}`);
  const { project } = await newProject(client, folder, piece);
  await commitEdit(client, project, (document) => setModel(document, { method, overrides }));
  return { client, project, folder, piece };
}
