/** Messages of the contract over a stream of bytes between two processes: one line of JSON each. */
import type { Socket } from 'node:net';
import { TransportEnd } from '../../../shared/rpc/transports/transport-end.ts';
import type { Transport } from '../../../shared/rpc/wire.ts';

/** Far more than the document of the largest score; a line that is longer ends the connection. */
const largestLine = 256 * 2 ** 20;
const lineFeed = 0x0a;

/** @param onLine each whole line; closing the socket is the caller's to hear of */
export function readLines(socket: Socket, onLine: (line: string) => void): void {
  let parts: Buffer[] = [];
  let length = 0;
  socket.on('data', (chunk: Buffer) => {
    let from = 0;
    for (let at = chunk.indexOf(lineFeed); at !== -1; at = chunk.indexOf(lineFeed, from)) {
      const line = Buffer.concat([...parts, chunk.subarray(from, at)]).toString('utf8');
      parts = [];
      length = 0;
      from = at + 1;
      onLine(line);
    }
    if (from === chunk.length) return;
    parts.push(chunk.subarray(from));
    length += chunk.length - from;
    if (length > largestLine) socket.destroy();
  });
}

/** @returns the transport, and what takes the lines that come in */
export function lineTransport(socket: Socket): {
  readonly transport: Transport;
  readonly receive: (line: string) => void;
} {
  const end = new TransportEnd((message) => {
    if (!socket.destroyed) socket.write(`${JSON.stringify(message)}\n`);
  });
  socket.on('close', () => end.closed());
  return { transport: end, receive: (line) => end.receive(parsed(line)) };
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}
