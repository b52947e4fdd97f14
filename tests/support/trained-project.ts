/** A service with an open project that has been trained, over HTTP and a WebSocket. */
import { join } from 'node:path';
import { startLoopbackServer } from '../../electron/backend/loopback/loopback-server.ts';
import { resourceRoute } from '../../electron/backend/loopback/service-routes.ts';
import type { DocumentState } from '../../shared/document/document-state.ts';
import type { Edit } from '../../shared/document/edits/edit.ts';
import { setModel } from '../../shared/document/edits/edit-project.ts';
import { connectContract } from '../../shared/rpc/client.ts';
import { webSocketTransport } from '../../shared/rpc/transports/web-socket.ts';
import type { Result } from '../../shared/std/result.ts';
import { commitEdit } from './commit-edit.ts';
import { openSession } from './loopback-session.ts';
import type { LoopbackSession } from './loopback-session.ts';
import { newProject } from './new-project.ts';
import { createService, valueOf } from './service-lines.ts';
import type { AppClient } from './service-lines.ts';
import { writeToyPiece } from './toy-piece.ts';

export type TrainedProject = {
  readonly session: LoopbackSession;
  readonly client: AppClient;
  /** Its handle. Its version is 'v1'. */
  readonly project: string;
  readonly folder: string;
  readonly exportsFolder: string;
  readonly edit: (make: (document: DocumentState) => Result<Edit>) => Promise<void>;
  close(): Promise<void>;
};

/** @param temp of `useTempFolder` */
export async function openTrainedProject(
  temp: (name: string) => string,
  options: Parameters<typeof createService>[0] = {},
): Promise<TrainedProject> {
  const service = createService(options);
  const server = await startLoopbackServer({
    routes: [resourceRoute(service)],
    onConnection: (transport) => service.connect(transport),
    onFault(cause) {
      throw cause;
    },
  });
  const session = await openSession(server);
  const client: AppClient = connectContract(webSocketTransport(await session.socket()));
  const piece = await writeToyPiece(temp, { name: 'toy! (1)' });
  const folder = temp('project');
  const { project } = await newProject(client, folder, piece);
  const edit: TrainedProject['edit'] = (make) => commitEdit(client, project, make);
  await edit((document) => setModel(document, { overrides: { epochs: 2, hiddenUnits: 16 } }));
  valueOf(await client.call('train', { project, from: 'scratch', name: null }));
  return {
    session,
    client,
    project,
    folder,
    exportsFolder: join(folder, 'exports'),
    edit,
    async close() {
      await service.close();
      await server.close();
    },
  };
}
