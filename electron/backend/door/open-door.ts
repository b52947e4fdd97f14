/** The service's door for commands on this machine: a socket that only who can read the user's own files gets into. */
import { randomBytes, timingSafeEqual } from 'node:crypto';
import { chmod, mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { Server, Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Transport } from '../../../shared/rpc/wire.ts';
import { ownIdentity, stateOf } from '../project/process-identity.ts';
import { noteExtension, notePath, readNote } from './door-note.ts';
import { lineTransport, readLines } from './line-transport.ts';

export type Door = { close(): Promise<void> };

export type DoorOptions = {
  /** Made unless it is there, for the user alone. */
  readonly folder: string;
  readonly onConnection: (transport: Transport) => void;
  /** Who says nothing for so long is no command. */
  readonly helloMs?: number;
};

const defaultHelloMs = 2000;
/** Addresses of Unix sockets are no longer, on the strictest system. */
const longestAddress = 100;

/**
 * Null where the system or the disk does not let one be opened: commands are then told that the project is in use.
 * Its files are removed when it closes, and those of services that died when another opens.
 */
export async function openDoor({
  folder,
  onConnection,
  helloMs = defaultHelloMs,
}: DoorOptions): Promise<Door | null> {
  const identity = ownIdentity();
  const note = notePath(folder, identity.pid);
  const address = addressFor(folder, identity.pid);
  const secret = randomBytes(32).toString('base64url');
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    admit(socket, { secret, helloMs, onConnection });
  });
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await chmod(folder, 0o700);
    await removeDead(folder);
    await removeSocket(address);
    await listen(server, address);
    await rm(note, { force: true });
    const text = `${JSON.stringify({ ...identity, address, secret }, null, 2)}\n`;
    await writeFile(note, text, { mode: 0o600, flag: 'wx' });
  } catch {
    server.close();
    return null;
  }
  // The service lives for its windows; a door keeps no process alive.
  server.unref();
  return {
    async close() {
      await rm(note, { force: true });
      for (const socket of sockets) socket.destroy();
      await new Promise<void>((resolve) => server.close(() => resolve()));
      await removeSocket(address);
    },
  };
}

function addressFor(folder: string, pid: number): string {
  const name = `divisi-${pid}-${randomBytes(6).toString('hex')}`;
  if (process.platform === 'win32') return `\\\\.\\pipe\\${name}`;
  const near = join(folder, `${name}.sock`);
  return Buffer.byteLength(near) <= longestAddress ? near : join(tmpdir(), `${name}.sock`);
}

function listen(server: Server, address: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(address, () => {
      server.off('error', reject);
      // A connection that fails is nobody's fault here.
      server.on('error', () => {});
      resolve();
    });
  });
}

type Admission = Required<Pick<DoorOptions, 'onConnection' | 'helloMs'>> & { readonly secret: string };

function admit(socket: Socket, { secret, helloMs, onConnection }: Admission): void {
  const patience = setTimeout(() => socket.destroy(), helloMs);
  socket.on('error', () => socket.destroy());
  socket.on('close', () => clearTimeout(patience));
  let receive: ((line: string) => void) | null = null;
  readLines(socket, (line) => {
    if (receive !== null) return receive(line);
    clearTimeout(patience);
    if (!isEqual(line, secret)) return void socket.destroy();
    const made = lineTransport(socket);
    receive = made.receive;
    onConnection(made.transport);
  });
}

function isEqual(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}

async function removeDead(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    if (!name.endsWith(noteExtension)) continue;
    const note = await readNote(join(folder, name));
    if (note === null || stateOf(note) !== 'gone') continue;
    await removeSocket(note.address);
    await rm(join(folder, name), { force: true });
  }
}

async function removeSocket(address: string): Promise<void> {
  if (process.platform !== 'win32' && address.endsWith('.sock')) await rm(address, { force: true });
}
