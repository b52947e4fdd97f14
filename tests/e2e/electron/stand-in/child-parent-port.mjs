// Loaded before the entry of a child process: gives it the process.parentPort that Electron's utility processes have.
import { EventEmitter } from 'node:events';
import { setImmediate } from 'node:timers';

class ChildPort extends EventEmitter {
  #waiting = [];
  #isStarted = false;

  constructor(id) {
    super();
    this.id = id;
  }

  postMessage(data) {
    tell({ kind: 'port', id: this.id, data });
  }

  /** Never within the call: whoever starts it may listen only then. */
  start() {
    setImmediate(() => {
      this.#isStarted = true;
      for (const data of this.#waiting.splice(0)) this.emit('message', { data, ports: [] });
    });
  }

  close() {
    tell({ kind: 'port-close', id: this.id });
  }

  receive(data) {
    if (this.#isStarted) this.emit('message', { data, ports: [] });
    else this.#waiting.push(data);
  }
}

const ports = new Map();

/** As Electron's: what comes before somebody listens waits. */
class ParentPort extends EventEmitter {
  #waiting = [];

  constructor() {
    super();
    this.on('newListener', (name) => {
      if (name !== 'message') return;
      setImmediate(() => {
        for (const event of this.#waiting.splice(0)) this.emit('message', event);
      });
    });
  }

  postMessage(data) {
    tell({ kind: 'message', data });
  }

  receive(event) {
    if (this.listenerCount('message') === 0) this.#waiting.push(event);
    else this.emit('message', event);
  }
}

function tell(message) {
  if (process.connected) process.send(message, () => {});
}

const parentPort = new ParentPort();
process.on('message', (message) => {
  switch (message.kind) {
    case 'message': {
      const opened = message.ports.map((id) => new ChildPort(id));
      for (const port of opened) ports.set(port.id, port);
      parentPort.receive({ data: message.data, ports: opened });
      break;
    }
    case 'port':
      ports.get(message.id)?.receive(message.data);
      break;
    case 'port-close':
      ports.get(message.id)?.emit('close');
      ports.delete(message.id);
  }
});
process.on('disconnect', () => process.exit(0));
process.parentPort = parentPort;
