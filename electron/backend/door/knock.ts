/** A command's way to the service that has a project open. */
import { connect } from 'node:net';
import type { Socket } from 'node:net';
import { hostname } from 'node:os';
import type { Transport } from '../../../shared/rpc/wire.ts';
import { stateOf } from '../project/process-identity.ts';
import { notePath, readNote } from './door-note.ts';
import { lineTransport, readLines } from './line-transport.ts';

export type Visit = { readonly transport: Transport; leave(): void };

/**
 * @param folder see `openDoor`
 * @param pid the owner of a project's lock
 * @returns null where that process is not a service of this user on this machine
 */
export async function knock(folder: string, pid: number, host: string): Promise<Visit | null> {
  if (host !== hostname()) return null;
  const note = await readNote(notePath(folder, pid));
  if (note === null || note.pid !== pid || stateOf(note) !== 'alive') return null;
  const socket = await connected(note.address);
  if (socket === null) return null;
  socket.on('error', () => socket.destroy());
  const { transport, receive } = lineTransport(socket);
  readLines(socket, receive);
  socket.write(`${note.secret}\n`);
  return { transport, leave: () => socket.destroySoon() };
}

function connected(address: string): Promise<Socket | null> {
  return new Promise((resolve) => {
    const socket = connect(address);
    socket.once('connect', () => {
      socket.removeAllListeners('error');
      resolve(socket);
    });
    socket.once('error', () => resolve(null));
  });
}
