/**
 * The process that computes for a service: lives from job to job, ends with its parent, killed at will. The service
 * forks it, or Electron's main starts it and sends the port that leads to the service.
 */
import { emitterPortTransport } from '../../shared/rpc/transports/message-port.ts';
import type { EmitterPort } from '../../shared/rpc/transports/message-port.ts';
import { parentTransport } from './jobs/process-transport.ts';
import { serveLive } from './jobs/serve-live.ts';
import { loadTensors } from './native/load-tensorflow.ts';

type ParentPort = {
  once(type: 'message', listener: (event: { readonly ports: readonly EmitterPort[] }) => void): void;
};

// A terminal sends Ctrl-C to all processes of a command; only the parent decides what it means.
process.on('SIGINT', () => {});
/** What Electron adds to a process of its own. */
const { parentPort } = process as unknown as { readonly parentPort?: ParentPort };
if (parentPort === undefined) {
  const transport = parentTransport();
  transport.onClose(() => process.exit(0));
  serveLive(transport, loadTensors);
} else {
  parentPort.once('message', ({ ports: [port] }) => {
    if (port === undefined) throw new Error('expected a port to the service');
    const transport = emitterPortTransport(port);
    transport.onClose(() => process.exit(0));
    serveLive(transport, loadTensors);
  });
}
