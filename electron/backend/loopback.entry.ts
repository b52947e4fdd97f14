/** The service under plain Node, for windows that are browser pages: prints one line with its address. */
import { fileURLToPath } from 'node:url';
import { defaultDoorsFolder } from './door/door-note.ts';
import { openDoor } from './door/open-door.ts';
import { forkTrainer } from './jobs/trainer-host.ts';
import { startLoopbackServer } from './loopback/loopback-server.ts';
import { pageRoute } from './loopback/page-route.ts';
import { resourceRoute, uploadRoute } from './loopback/service-routes.ts';
import { Service } from './service/service.ts';

const beside = (name: string): string => fileURLToPath(new URL(name, import.meta.url));
const onFault = (name: string, cause: unknown): void => {
  process.stderr.write(
    `${name}: ${cause instanceof Error ? (cause.stack ?? cause.message) : String(cause)}\n`,
  );
};

const service = new Service({ startTrainer: () => forkTrainer(beside('./live-trainer.entry.js')), onFault });
const server = await startLoopbackServer({
  routes: [resourceRoute(service), uploadRoute(service), pageRoute(beside('./renderer'))],
  onConnection: (transport) => service.connect(transport),
  onFault: (cause) => onFault('loopback', cause),
});

const door = await openDoor({
  folder: defaultDoorsFolder(),
  onConnection: (transport) => service.connect(transport),
});

let isEnding = false;
const end = (): void => {
  // A second request means that the first did not help.
  if (isEnding) process.exit(130);
  isEnding = true;
  void service
    .close()
    .then(() => Promise.all([server.close(), door?.close()]))
    .finally(() => process.exit(0));
};
for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, end);
// A parent that started this process with a channel ends it by closing that.
process.on('disconnect', end);

process.stdout.write(`${JSON.stringify({ address: server.createAddress(), port: server.port })}\n`);
