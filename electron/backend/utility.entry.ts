/**
 * The service under Electron's utilityProcess. Main sends `{ kind: 'window' }` with a port for every window,
 * `{ kind: 'shell' }` with one for what it asks itself, and `{ kind: 'trainer' }` with a port of the trainer's process, which only main can start; it is asked for by
 * `{ kind: 'start-trainer', id }` and ended by `{ kind: 'kill-trainer', id }`.
 */
import { TransportEnd } from '../../shared/rpc/transports/transport-end.ts';
import { emitterPortTransport } from '../../shared/rpc/transports/message-port.ts';
import type { EmitterPort } from '../../shared/rpc/transports/message-port.ts';
import type { WireMessage } from '../../shared/rpc/wire.ts';
import { defaultDoorsFolder } from './door/door-note.ts';
import { openDoor } from './door/open-door.ts';
import type { TrainerProcess } from './jobs/trainer-host.ts';
import { serveShell } from './service/serve-shell.ts';
import { Service } from './service/service.ts';

type FromMain =
  | { readonly kind: 'window' | 'shell' }
  | { readonly kind: 'trainer'; readonly id: number }
  | { readonly kind: 'trainer-ended'; readonly id: number }
  | { readonly kind: 'quit' };

type ParentPort = {
  postMessage(message: unknown): void;
  on(
    type: 'message',
    listener: (event: { readonly data: FromMain; readonly ports: readonly EmitterPort[] }) => void,
  ): void;
};

/** What Electron adds to a process of its own. */
const { parentPort } = process as unknown as { readonly parentPort?: ParentPort };
if (parentPort === undefined) throw new Error('expected to be started by utilityProcess.fork');
const main = parentPort;

/** A trainer that main was asked for; messages wait until its port is there. */
type Awaited = { readonly end: TransportEnd; port: EmitterPort | null; waiting: WireMessage[] };
const trainers = new Map<number, Awaited>();
let count = 0;

function startTrainer(): TrainerProcess {
  const id = ++count;
  const trainer: Awaited = {
    end: new TransportEnd((message) => {
      if (trainer.port === null) trainer.waiting.push(message);
      else trainer.port.postMessage(message);
    }),
    port: null,
    waiting: [],
  };
  trainers.set(id, trainer);
  main.postMessage({ kind: 'start-trainer', id });
  return {
    transport: trainer.end,
    kill: () => main.postMessage({ kind: 'kill-trainer', id }),
    printed: () => '',
  };
}

function attachTrainer(id: number, port: EmitterPort): void {
  const trainer = trainers.get(id);
  if (trainer === undefined) return;
  trainer.port = port;
  port.on('message', (event) => trainer.end.receive(event.data));
  port.start?.();
  for (const message of trainer.waiting.splice(0)) port.postMessage(message);
}

const onFault = (name: string, cause: unknown): void =>
  void process.stderr.write(`${name}: ${String(cause)}\n`);
const service = new Service({ startTrainer, onFault });
const door = openDoor({
  folder: defaultDoorsFolder(),
  onConnection: (transport) => service.connect(transport),
});

main.on('message', ({ data, ports }) => {
  const [port] = ports;
  switch (data.kind) {
    case 'window':
      if (port !== undefined) service.connect(emitterPortTransport(port));
      break;
    case 'shell':
      if (port !== undefined) serveShell(emitterPortTransport(port), service, onFault);
      break;
    case 'trainer':
      if (port !== undefined) attachTrainer(data.id, port);
      break;
    case 'trainer-ended':
      trainers.get(data.id)?.end.closed();
      trainers.delete(data.id);
      break;
    case 'quit':
      void service
        .close()
        .then(async () => (await door)?.close())
        .finally(() => process.exit(0));
  }
});
