/** The command line on projects that a service holds open: one more replica, or a refusal that says who has it. */
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';

import { createInterface } from 'node:readline';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { defaultDoorsFolder } from '../../electron/backend/door/door-note.ts';
import { openDoor } from '../../electron/backend/door/open-door.ts';
import type { Door } from '../../electron/backend/door/open-door.ts';
import type { Service } from '../../electron/backend/service/service.ts';
import type { AppContract } from '../../shared/contract/contract.ts';
import type { DocumentChange } from '../../shared/contract/document-calls.ts';
import { setModel } from '../../shared/document/edits/edit-project.ts';
import { connectContract } from '../../shared/rpc/client.ts';
import { webSocketTransport } from '../../shared/rpc/transports/web-socket.ts';
import { buildEntry } from '../support/built-entry.ts';
import { runCommand } from '../support/command-io.ts';
import { commitEdit } from '../support/commit-edit.ts';
import { runLocally } from '../support/local-jobs.ts';
import { sessionAt } from '../support/loopback-session.ts';
import { newProject } from '../support/new-project.ts';
import { writePlayedScale } from '../support/played-files.ts';
import { connectHere, createService, valueOf } from '../support/service-lines.ts';
import type { AppClient } from '../support/service-lines.ts';
import { useTempFolder } from '../support/temp-folder.ts';
import { writeToyPiece } from '../support/toy-piece.ts';

const temp = useTempFolder();
let count = 0;

async function createIn(client: AppClient, played = false): Promise<{ project: string; folder: string }> {
  const name = `toy${++count}`;
  const piece = played
    ? await writePlayedScale(temp, (scoreSec) => 0.4 + 1.15 * scoreSec)
    : await writeToyPiece(temp, { name });
  const folder = temp(`project-${name}`);
  const { project } = await newProject(client, folder, piece);
  return { project, folder };
}

describe('a project that a window has open', () => {
  let service: Service;
  let door: Door | null;
  let client: AppClient;

  beforeEach(async () => {
    service = createService();
    // Where `runCommand` looks.
    door = await openDoor({ folder: temp('doors'), onConnection: (line) => service.connect(line) });
    ({ client } = connectHere(service));
  });
  afterEach(async () => {
    await service.close();
    await door?.close();
  });

  async function json(args: string): Promise<Record<string, unknown>> {
    const { code, out, err } = await runCommand(temp('.'), `${args} --json`);
    if (code !== 0) throw new Error(`${code}: ${err}`);
    return JSON.parse(out) as Record<string, unknown>;
  }

  it('[P19] is edited by commands; the window sees it, and undoes it as its own', async () => {
    const { project, folder } = await createIn(client);
    const heard: DocumentChange[] = [];
    client.on('document.changed', (change) => heard.push(change));
    const set = await json(`project set ${folder} --anchor 0.1=0.2 --tolerance 0.1,0.3`);
    expect(set).toMatchObject({ revision: 1, kind: 'edit', changes: 2 });
    expect(heard.map(({ revision, step }) => [revision, step.name])).toEqual([[1, set['name']]]);
    expect(valueOf(await client.call('document.undo', { project, id: 'w:1' }))).toEqual({ revision: 2 });
    expect(await json(`project set ${folder} --redo`)).toMatchObject({ revision: 3, kind: 'redo' });
    expect(await json(`project info ${folder}`)).toMatchObject({ revision: 3, anchors: [{ audioSec: 0.2 }] });
    const refused = await runCommand(temp('.'), `project set ${folder} --listen v7`);
    expect([refused.code, refused.err]).toMatchObject([
      2,
      expect.stringMatching(/"v7" in versions/) as string,
    ]);
    expect(valueOf(await client.call('document.open', { project })).revision).toBe(3);
  });

  it('[P19] is trained in the queue of its windows', async () => {
    const { project, folder } = await createIn(client);
    await commitEdit(client, project, (document) =>
      setModel(document, { method: 'A+', overrides: { epochs: 2 } }),
    );
    const seen: string[] = [];
    client.on('jobs.changed', ({ jobs }) => seen.push(...jobs.map(({ kind }) => kind)));
    const trained = await json(`project train ${folder} --name Here`);
    expect(trained).toMatchObject({ version: 'v1', name: 'Here', isWarm: false, backend: 'cpu', epochs: 2 });
    expect(seen).toContain('train');
    const { records } = valueOf(await client.call('document.open', { project }));
    expect(records.versions.map(({ name }) => name)).toEqual(['Here']);
    // Reading needs no lock, and rendering only reads.
    const rendered = await runCommand(temp('.'), `project render ${folder} --json`, runLocally);
    expect(JSON.parse(rendered.out)).toMatchObject({
      version: 'v1',
      nullDepthDb: expect.any(Number) as number,
    });
  });

  it('[P19] is aligned, whole and between anchors', async () => {
    const { project, folder } = await createIn(client, true);
    const early = await runCommand(temp('.'), `project align ${folder} --from 2 --to 3`);
    expect([early.code, early.err]).toMatchObject([2, expect.stringMatching(/no alignment yet/) as string]);
    const whole = await json(`project align ${folder}`);
    expect(whole).toMatchObject({ revision: 1, aligner: 'chords' });
    expect(whole['notes']).toBeGreaterThan(5);
    const times = async (): Promise<readonly (readonly [string, number])[]> =>
      valueOf(await client.call('document.open', { project })).records.aligned.map(
        ({ id, visits }) => [id, visits[0]!.onsetSec] as const,
      );
    const before = await times();
    await json(`project set ${folder} --anchor 6=7.45 --anchor 3=3.85`);
    expect(await json(`project align ${folder} --from 4.5 --to 5`)).toMatchObject({ revision: 3 });
    const after = await times();
    const known = new Map(before);
    const moved = after.filter(([id, sec]) => known.get(id) !== sec).map(([, sec]) => sec);
    expect(after.map(([id]) => id)).toEqual(before.map(([id]) => id));
    expect(moved.length).toBeGreaterThan(0);
    expect(moved.every((sec) => sec >= 3.8 && sec <= 7.5)).toBe(true);
  });

  it('[P19] is refused with its owner where no service answers', async () => {
    const { folder } = await createIn(client);
    await door?.close();
    for (const command of ['set --seed 2', 'train', 'align']) {
      const [name, ...rest] = command.split(' ');
      const refused = await runCommand(temp('.'), `project ${name} ${folder} ${rest.join(' ')}`.trim());
      expect([refused.code, refused.err]).toMatchObject([
        4,
        expect.stringMatching(new RegExp(`Project in use[^]*open in process ${process.pid}`)) as string,
      ]);
    }
    expect(await json(`project info ${folder}`)).toMatchObject({ revision: 0 });
  });
});

describe('a service in a process of its own', () => {
  let entry: Awaited<ReturnType<typeof buildEntry>>;
  let child: ChildProcess;

  beforeAll(async () => {
    entry = await buildEntry('loopback');
  });
  afterAll(async () => {
    child.kill('SIGKILL');
    await entry.remove();
  });

  it('[P19] [RP37] is found by commands, and its project is theirs again when it was killed', async () => {
    const home = temp('home');
    child = spawn(process.execPath, [entry.path], {
      stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
      env: { ...process.env, HOME: home, USERPROFILE: home },
    });
    const [line] = (await once(createInterface({ input: child.stdout! }), 'line')) as [string];
    const { address, port } = JSON.parse(line) as { address: string; port: number };
    const session = await sessionAt(address, port);
    const client = connectContract<AppContract>(webSocketTransport(await session.socket()));
    const { project, folder } = await createIn(client);
    const doors = defaultDoorsFolder().replace(/^.*(?=\.divisi)/, `${home}/`);
    const set = (args: string) =>
      runCommand(temp('.'), `project set ${folder} ${args} --json`, undefined, doors);
    expect(JSON.parse((await set('--seed 7')).out)).toMatchObject({ revision: 1 });
    expect(valueOf(await client.call('document.open', { project })).revision).toBe(1);
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
    expect(JSON.parse((await set('--seed 8')).out)).toMatchObject({ revision: 2 });
  });
});
