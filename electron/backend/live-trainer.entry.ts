/** The process that computes for a service: lives from job to job, ends with its parent, killed at will. */
import { parentTransport } from './jobs/process-transport.ts';
import { serveLive } from './jobs/serve-live.ts';
import { loadTensors } from './native/load-tensorflow.ts';

// A terminal sends Ctrl-C to all processes of a command; only the parent decides what it means.
process.on('SIGINT', () => {});
const transport = parentTransport();
transport.onClose(() => process.exit(0));
serveLive(transport, loadTensors);
