/** A service with a trainer in this process, reached over each of the transports. */
import { MessageChannel } from 'node:worker_threads';
import { loadTensors } from '../../electron/backend/native/load-tensorflow.ts';
import { serveLive } from '../../electron/backend/jobs/serve-live.ts';
import type { TrainerProcess } from '../../electron/backend/jobs/trainer-host.ts';
import { startLoopbackServer } from '../../electron/backend/loopback/loopback-server.ts';
import { resourceRoute, uploadRoute } from '../../electron/backend/loopback/service-routes.ts';
import { Service } from '../../electron/backend/service/service.ts';
import type { ServiceOptions } from '../../electron/backend/service/service.ts';
import type { AppContract } from '../../shared/contract/contract.ts';
import { connectContract } from '../../shared/rpc/client.ts';
import type { Client } from '../../shared/rpc/client.ts';
import { memoryTransports } from '../../shared/rpc/transports/memory.ts';
import { eventPortTransport } from '../../shared/rpc/transports/message-port.ts';
import type { EventPort } from '../../shared/rpc/transports/message-port.ts';
import { webSocketTransport } from '../../shared/rpc/transports/web-socket.ts';
import type { Result } from '../../shared/std/result.ts';
import { openSession } from './loopback-session.ts';

export type AppClient = Client<AppContract>;

export type ServiceLine = {
  readonly service: Service;
  /** Another window. */
  connect(): Promise<{ readonly client: AppClient; cut(): void }>;
  close(): Promise<void>;
};

/** Ends like a process that is killed: pending calls are lost. */
export function trainerHere(): TrainerProcess {
  const pair = memoryTransports({ clone: structuredClone, defer: queueMicrotask });
  serveLive(pair.ends[1], (backend) => loadTensors(backend));
  return { transport: pair.ends[0], kill: () => pair.close(), printed: () => '' };
}

export function createService(options: Partial<ServiceOptions> = {}): Service {
  return new Service({
    startTrainer: trainerHere,
    backend: 'cpu',
    recentPath: null,
    onFault(name, cause) {
      throw new Error(`${name}: ${String(cause)}`);
    },
    ...options,
  });
}

/** A window in this process. */
export function connectHere(service: Service): { readonly client: AppClient; cut(): void } {
  const pair = memoryTransports({ clone: structuredClone, defer: queueMicrotask });
  service.connect(pair.ends[1]);
  return { client: connectContract(pair.ends[0]), cut: () => pair.close() };
}

export const serviceLines: Readonly<Record<string, (service: Service) => Promise<ServiceLine>>> = {
  memory(service) {
    return Promise.resolve({
      service,
      connect: () => Promise.resolve(connectHere(service)),
      close: () => service.close(),
    });
  },
  'message port'(service) {
    const ports: { close(): void }[] = [];
    return Promise.resolve({
      service,
      connect() {
        const { port1, port2 } = new MessageChannel();
        ports.push(port1);
        service.connect(eventPortTransport(port2 as unknown as EventPort));
        const near = eventPortTransport(port1 as unknown as EventPort);
        return Promise.resolve({ client: connectContract(near), cut: () => port1.close() });
      },
      async close() {
        for (const port of ports) port.close();
        await service.close();
      },
    });
  },
  async 'loopback WebSocket'(service) {
    const server = await startLoopbackServer({
      routes: [resourceRoute(service), uploadRoute(service)],
      onConnection: (transport) => service.connect(transport),
      onFault(cause) {
        throw cause;
      },
    });
    const session = await openSession(server);
    return {
      service,
      async connect() {
        const socket = await session.socket();
        return { client: connectContract(webSocketTransport(socket)), cut: () => socket.terminate() };
      },
      async close() {
        await service.close();
        await server.close();
      },
    };
  },
};

/** The value of what has to succeed. */
export function valueOf<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`${result.error.code}: ${result.error.message}`);
  return result.value;
}
