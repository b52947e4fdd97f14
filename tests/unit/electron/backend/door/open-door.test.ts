import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { hostname } from 'node:os';
import { dirname } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { DoorNote } from '../../../../../electron/backend/door/door-note.ts';
import { knock } from '../../../../../electron/backend/door/knock.ts';
import { openDoor } from '../../../../../electron/backend/door/open-door.ts';
import type { Door } from '../../../../../electron/backend/door/open-door.ts';
import { ownIdentity } from '../../../../../electron/backend/project/process-identity.ts';
import type { Transport, WireMessage } from '../../../../../shared/rpc/wire.ts';
import { useTempFolder } from '../../../../support/temp-folder.ts';

const temp = useTempFolder();
let door: Door | null = null;
let count = 0;
let folder = '';
let visitors: Transport[] = [];
let said: WireMessage[] = [];
afterEach(async () => {
  await door?.close();
  visitors = [];
  said = [];
});

async function open(helloMs = 2000): Promise<DoorNote> {
  folder = temp(`home ${++count}/doors`);
  door = await openDoor({
    folder,
    helloMs,
    onConnection(transport) {
      visitors.push(transport);
      transport.onMessage((message) => said.push(message));
    },
  });
  expect(door).not.toBeNull();
  return JSON.parse(await readFile(`${folder}/${process.pid}.json`, 'utf8')) as DoorNote;
}

const visit = () => knock(folder, process.pid, hostname());

/** What a stranger says, and that the door is shut on it. */
async function refused(address: string, said: string): Promise<void> {
  const socket = connect(address);
  await once(socket, 'connect');
  const closed = once(socket, 'close');
  if (said !== '') socket.write(said);
  await closed;
}

describe('the door for commands', () => {
  it('[RP37] who reads the note gets in, and messages go both ways, large ones too', async () => {
    const note = await open();
    const visited = await visit();
    if (visited === null) throw new Error('expected a way in');
    const heard: WireMessage[] = [];
    const large = 'x\né'.repeat(1_000_000);
    const arrived = new Promise<void>((resolve) => {
      visited.transport.onMessage((message) => {
        heard.push(message);
        if (heard.length === 2) resolve();
      });
    });
    visited.transport.send(['call', 1, 'name', { large }]);
    await expect.poll(() => said).toEqual([['call', 1, 'name', { large }]]);
    visitors[0]!.send(['ok', 1, large]);
    visitors[0]!.send(['event', 'e', null]);
    await arrived;
    expect(heard).toEqual([
      ['ok', 1, large],
      ['event', 'e', null],
    ]);
    const gone = new Promise<void>((resolve) => visitors[0]!.onClose(resolve));
    visited.leave();
    await gone;
    expect(note.pid).toBe(process.pid);
  });

  it.skipIf(process.platform === 'win32')(
    '[RP37] only the user reads the note and reaches the socket',
    async () => {
      const { address } = await open();
      const mode = async (path: string): Promise<number> => (await stat(path)).mode & 0o777;
      expect(await mode(folder)).toBe(0o700);
      expect(await mode(`${folder}/${process.pid}.json`)).toBe(0o600);
      expect(dirname(address)).toBe(folder);
    },
  );

  it('[RP37] a wrong secret, other talk and silence are shut out', async () => {
    const { address, secret } = await open(50);
    for (const said of [
      '',
      `${secret.slice(1)}\n`,
      '["call",1,"engine.status",{}]\n',
      'GET / HTTP/1.1\r\n\r\n',
    ]) {
      await refused(address, said);
    }
    expect(visitors).toEqual([]);
  });

  it('[RP37] without a service, with one elsewhere, and after its end nobody answers', async () => {
    const note = await open();
    expect(await knock(folder, process.pid + 1, hostname())).toBeNull();
    expect(await knock(folder, process.pid, 'another computer')).toBeNull();
    const path = `${folder}/${process.pid}.json`;
    await writeFile(path, JSON.stringify({ ...note, started: 'another boot:1' }));
    expect(await visit()).toBeNull();
    await writeFile(path, '{"pid":1}');
    expect(await visit()).toBeNull();
    await writeFile(path, JSON.stringify({ ...note, address: `${note.address}x` }));
    expect(await visit()).toBeNull();
    await door?.close();
    expect(await readdir(folder)).toEqual([]);
    expect(await visit()).toBeNull();
  });

  it('[RP37] what dead services left is removed by the next one', async () => {
    const child = fork('-e', [], { execArgv: ['-e', '0'], stdio: 'ignore' });
    const { pid = 0 } = child;
    await once(child, 'exit');
    folder = temp(`home ${count + 1}/doors`);
    await mkdir(folder, { recursive: true });
    const socket = `${folder}/divisi-${pid}-0.sock`;
    await writeFile(socket, '');
    const left = { ...ownIdentity(), pid, address: socket, secret: 's'.repeat(43) };
    await writeFile(`${folder}/${pid}.json`, JSON.stringify(left));
    await open();
    const names = await readdir(folder);
    expect(names.filter((name) => name.includes(String(pid)))).toEqual([]);
  });

  it('[RP37] a folder that cannot be made is no reason to fail', async () => {
    await writeFile(temp('a file'), '');
    expect(await openDoor({ folder: temp('a file/doors'), onConnection() {} })).toBeNull();
  });
});
