/** Documents behind the contract, over every transport. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { documentOf } from '../../shared/document/canonical-json.ts';
import { renameProject } from '../../shared/document/edits/edit-project.ts';
import { setChannels } from '../../shared/document/edits/edit-mix.ts';
import { setMarker } from '../../shared/document/edits/edit-timeline.ts';
import type { CommitAnswer, DocumentChange } from '../../shared/contract/document-calls.ts';
import type { Edit } from '../../shared/document/edits/edit.ts';
import { sessionDefaults } from '../../shared/document/session.ts';
import type { Session } from '../../shared/document/session.ts';
import type { Result } from '../../shared/std/result.ts';
import { newProject } from '../support/new-project.ts';
import { createService, serviceLines, valueOf } from '../support/service-lines.ts';
import type { AppClient, ServiceLine } from '../support/service-lines.ts';
import { useTempFolder } from '../support/temp-folder.ts';
import { writeToyPiece } from '../support/toy-piece.ts';

const temp = useTempFolder();

describe.each(Object.keys(serviceLines))('over %s', (name) => {
  let line: ServiceLine;
  let client: AppClient;
  let project = '';
  let folder = '';
  let count = 0;

  beforeEach(async () => {
    line = await serviceLines[name]!(createService());
    ({ client } = await line.connect());
    const piece = await writeToyPiece(temp, { name: `toy-${name}-${count}` });
    folder = temp(`project ${name} ${count++}`);
    ({ project } = await newProject(client, folder, piece));
  });
  afterEach(() => line.close());

  /** A commit that renames the project in whatever the document is now. */
  async function rename(by: AppClient, id: string, to: string): Promise<Result<CommitAnswer>> {
    const { records } = valueOf(await by.call('document.open', { project }));
    return commit(by, id, valueOf(renameProject(documentOf(records), to)));
  }

  function commit(by: AppClient, id: string, { name: step, patch }: Edit): Promise<Result<CommitAnswer>> {
    return by.call('document.commit', { project, id, name: step, patch });
  }

  it('[RP18] commits get revisions in order, and every replica is told once', async () => {
    const other = (await line.connect()).client;
    const joined = valueOf(await other.call('project.open', { path: folder }));
    expect(joined.project).toBe(project);
    const heard: [AppClient, DocumentChange][] = [];
    for (const replica of [client, other]) {
      replica.on('document.changed', (change) => heard.push([replica, change]));
    }
    expect(valueOf(await rename(client, 'a:1', 'First'))).toEqual({ revision: 1 });
    expect(valueOf(await rename(other, 'b:1', 'Second'))).toEqual({ revision: 2 });
    // Whatever was told before an answer has arrived with it.
    await client.call('engine.status', {});
    await other.call('engine.status', {});
    for (const replica of [client, other]) {
      const own = heard.filter(([by]) => by === replica).map(([, change]) => change);
      expect(own.map(({ revision, id }) => [revision, id])).toEqual([
        [1, 'a:1'],
        [2, 'b:1'],
      ]);
    }
    const { records, revision, done } = valueOf(await other.call('document.open', { project }));
    expect(revision).toBe(2);
    expect(done).toHaveLength(2);
    expect(records.single.find(({ id }) => id === 'project')).toMatchObject({ name: 'Second' });
  });

  it('[RP19] a commit that is sent again happens once, after a new start too', async () => {
    const { records } = valueOf(await client.call('document.open', { project }));
    const edit = valueOf(setMarker(documentOf(records), { id: 'm1', atSec: 1, name: 'Here' }));
    const [first, again] = await Promise.all([commit(client, 'a:1', edit), commit(client, 'a:1', edit)]);
    expect(first).toEqual(again);
    expect(valueOf(first)).toEqual({ revision: 1 });
    await line.close();
    line = await serviceLines[name]!(createService());
    ({ client } = await line.connect());
    project = valueOf(await client.call('project.open', { path: folder })).project;
    expect(valueOf(await commit(client, 'a:1', edit))).toEqual({ revision: 1 });
    expect(valueOf(await client.call('document.open', { project })).revision).toBe(1);
  });

  it('[RP20] a commit on what is not there any more is refused whole, and may be sent again', async () => {
    const { records } = valueOf(await client.call('document.open', { project }));
    const stale = valueOf(renameProject(documentOf(records), 'Stale'));
    valueOf(await rename(client, 'b:1', 'Meanwhile'));
    expect(await commit(client, 'a:1', stale)).toMatchObject({ ok: false, error: { code: 'conflict' } });
    expect(valueOf(await client.call('document.open', { project })).revision).toBe(1);
    expect(valueOf(await rename(client, 'a:1', 'Fresh'))).toEqual({ revision: 2 });
  });

  it('[RP20] [H13] what two windows change of one record at once fits together, field by field', async () => {
    const { records } = valueOf(await client.call('document.open', { project }));
    const document = documentOf(records);
    const fader = valueOf(setChannels(document, ['g1'], { gainDb: -6 }));
    const mute = valueOf(setChannels(document, ['g1'], { isMuted: true }));
    const other = valueOf(setChannels(document, ['g1'], { gainDb: -3 }));
    expect(valueOf(await commit(client, 'a:1', fader))).toEqual({ revision: 1 });
    expect(valueOf(await commit(client, 'b:1', mute))).toEqual({ revision: 2 });
    expect(await commit(client, 'c:1', other)).toMatchObject({ ok: false, error: { code: 'conflict' } });
    const both = valueOf(await client.call('document.open', { project })).records.channels;
    expect(both).toEqual([{ id: 'g1', gainDb: -6, pan: 0, isMuted: true, isSoloed: false }]);
  });

  it('[RP18] undo and redo are steps of all replicas', async () => {
    const before = valueOf(await client.call('document.open', { project }));
    valueOf(await rename(client, 'a:1', 'Changed'));
    const kinds: string[] = [];
    client.on('document.changed', ({ step }) => kinds.push(step.kind));
    expect(valueOf(await client.call('document.undo', { project, id: 'a:2' }))).toEqual({ revision: 2 });
    const undone = valueOf(await client.call('document.open', { project }));
    expect(undone.records).toEqual(before.records);
    expect(undone.undone).toHaveLength(1);
    expect(valueOf(await client.call('document.redo', { project, id: 'a:3' }))).toEqual({ revision: 3 });
    await client.call('engine.status', {});
    expect(kinds).toEqual(['undo', 'redo']);
  });

  it('[RP35] the session is saved beside the document, outlives the service, and is no step of undo', async () => {
    const { records } = valueOf(await client.call('document.open', { project }));
    valueOf(await rename(client, 'a:1', 'First'));
    valueOf(await client.call('document.undo', { project, id: 'a:2' }));
    expect(valueOf(await client.call('session.read', { project }))).toEqual({ session: null });
    const session: Session = {
      ...sessionDefaults,
      selection: [{ table: 'notes', id: records.notes[0]!.id }],
      tool: 'paint',
      view: { fromSec: 0.5, toSec: 1.5, lowMidi: 40, highMidi: 80 },
      choices: { follows: false, panel: 'train' },
    };
    const writes = [sessionDefaults, { ...session, playheadSec: 1 }, session].map((each) =>
      client.call('session.write', { project, session: each }),
    );
    expect((await Promise.all(writes)).every(({ ok }) => ok)).toBe(true);
    await line.close();
    line = await serviceLines[name]!(createService());
    ({ client } = await line.connect());
    project = valueOf(await client.call('project.open', { path: folder })).project;
    expect(valueOf(await client.call('session.read', { project }))).toEqual({ session });
    const after = valueOf(await client.call('document.open', { project }));
    expect([after.revision, after.done.length, after.undone.length]).toEqual([2, 0, 1]);
    const hammer = { ...session, tool: 'hammer' } as unknown as Session;
    const refused = await client.call('session.write', { project, session: hammer });
    expect(refused).toMatchObject({ ok: false, error: { code: 'bad-request' } });
  });

  it('[RP7] hostile patches and handles are refused at the door', async () => {
    for (const patch of [7, [{}], [{ table: 'notes', id: 'x', before: null, after: { id: 'y' } }]]) {
      const refused = await client.call('document.commit', {
        project,
        id: 'a:1',
        name: 'Bad',
        patch: patch as never,
      });
      expect(refused).toMatchObject({ ok: false, error: { code: 'bad-request' } });
    }
    const unknown = await client.call('document.open', { project: 'nobody' });
    expect(unknown).toMatchObject({ ok: false, error: { code: 'project-missing' } });
    const long = await client.call('document.open', { project: '../etc' });
    expect(long).toMatchObject({ ok: false, error: { code: 'bad-request' } });
    expect(valueOf(await client.call('document.open', { project })).revision).toBe(0);
  });

  it('[RP9] a window that is gone leaves the others at work', async () => {
    const other = await line.connect();
    valueOf(await other.client.call('project.open', { path: folder }));
    other.cut();
    expect(valueOf(await rename(client, 'a:1', 'Still here'))).toEqual({ revision: 1 });
  });
});
