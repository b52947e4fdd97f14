/** Jobs and resources behind the contract, with a real engine; over HTTP and a WebSocket where bytes travel. */
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { TrainerProcess } from '../../electron/backend/jobs/trainer-host.ts';
import { startLoopbackServer } from '../../electron/backend/loopback/loopback-server.ts';
import type { LoopbackServer } from '../../electron/backend/loopback/loopback-server.ts';
import { resourceRoute, uploadRoute } from '../../electron/backend/loopback/service-routes.ts';
import type { Service } from '../../electron/backend/service/service.ts';
import type { AppContract } from '../../shared/contract/contract.ts';
import type { JobState, TrainingState } from '../../shared/contract/engine-state.ts';
import { setModel } from '../../shared/document/edits/edit-project.ts';
import { setTolerance } from '../../shared/document/edits/set-tolerance.ts';
import { connectContract } from '../../shared/rpc/client.ts';
import { webSocketTransport } from '../../shared/rpc/transports/web-socket.ts';
import { commitEdit } from '../support/commit-edit.ts';
import { openSession } from '../support/loopback-session.ts';
import type { LoopbackSession } from '../support/loopback-session.ts';
import { newProject } from '../support/new-project.ts';
import { createService, trainerHere, valueOf } from '../support/service-lines.ts';
import type { AppClient } from '../support/service-lines.ts';
import { useTempFolder } from '../support/temp-folder.ts';
import { writeToyPiece } from '../support/toy-piece.ts';

const temp = useTempFolder();

let service: Service;
let server: LoopbackServer;
let session: LoopbackSession;
let client: AppClient;
let project = '';
let folder = '';
let trainers: TrainerProcess[] = [];
let count = 0;
let availableBytes = 64 * 2 ** 30;

beforeEach(async () => {
  trainers = [];
  availableBytes = 64 * 2 ** 30;
  service = createService({
    startTrainer() {
      const trainer = trainerHere();
      trainers.push(trainer);
      return trainer;
    },
    availableBytes: () => Promise.resolve(availableBytes),
    lingerMs: 10,
  });
  server = await startLoopbackServer({
    routes: [resourceRoute(service), uploadRoute(service)],
    onConnection: (transport) => service.connect(transport),
    onFault(cause) {
      throw cause;
    },
  });
  session = await openSession(server);
  client = connectContract(webSocketTransport(await session.socket()));
  const piece = await writeToyPiece(temp, { name: `toy${count}` });
  folder = temp(`project ${count++}`);
  ({ project } = await newProject(client, folder, piece));
  await commitEdit(client, project, (document) =>
    setModel(document, { overrides: { epochs: 2, hiddenUnits: 16 } }),
  );
});
afterEach(async () => {
  await service.close();
  await server.close();
});

async function bytesOf(resource: string, range?: string): Promise<Buffer> {
  const response = await session.get(resource, range === undefined ? {} : { headers: { range } });
  expect(response.status).toBe(range === undefined ? 200 : 206);
  return Buffer.from(await response.arrayBuffer());
}

describe('jobs', () => {
  it('[RP21] trains, previews while it trains, renders, corrects and goes back: versions of the document', async () => {
    const states: TrainingState[] = [];
    client.on('training.changed', (state) => states.push(state));
    const training = client.call('train', { project, from: 'scratch', name: null });
    const during = await client.call('preview', { project, fromSec: 0.2, toSec: 0.7, stems: ['g1'] });
    const first = valueOf(await training);
    expect(first).toMatchObject({ versionId: 'v1', revision: 2, isWarm: false });
    const stem = valueOf(during).stems;
    expect(stem.map((each) => each.stem)).toEqual(['g1']);
    expect((await bytesOf(stem[0]!.resource)).subarray(0, 4).toString('latin1')).toBe('RIFF');
    expect(valueOf(during).endSample - valueOf(during).startSample).toBe(4000);
    expect(states.at(-1)?.isRunning).toBe(false);
    expect(states.at(-1)?.points.length).toBeGreaterThan(2);

    const stems = valueOf(await client.call('render', { project, versionId: 'v1' })).stems;
    expect(stems.map((each) => each.stem)).toEqual(['g1', 'g2']);
    const whole = await bytesOf(stems[0]!.resource);
    expect((await bytesOf(stems[0]!.resource, 'bytes=44-143')).equals(whole.subarray(44, 144))).toBe(true);

    await commitEdit(client, project, (document) =>
      setTolerance(document, { kind: 'global' }, { onsetBeforeSec: 0.2 }),
    );
    const second = valueOf(await client.call('train', { project, from: 'warm', name: 'Wider' }));
    expect(second).toMatchObject({ versionId: 'v2', isWarm: true });
    valueOf(await client.call('render', { project, versionId: 'v2' }));
    valueOf(await client.call('versions.rename', { project, versionId: 'v2', name: 'Better' }));
    valueOf(await client.call('versions.select', { project, versionId: 'v1' }));
    const { records } = valueOf(await client.call('document.open', { project }));
    expect(records.versions.map(({ id, name }) => [id, name])).toEqual([
      ['v1', 'Training 1'],
      ['v2', 'Better'],
    ]);
    expect(records.single.find(({ id }) => id === 'project')).toMatchObject({ activeVersionId: 'v1' });
    const activity = valueOf(await client.call('activity', { project, versionId: 'v2' }));
    expect((await bytesOf(activity.resource)).subarray(1, 6).toString('latin1')).toBe('NUMPY');
    expect(activity.classes).toHaveLength(4);
  });

  it('[RP22] killed in the middle: the call is lost, the document untouched, the next call starts again', async () => {
    const before = valueOf(await client.call('document.open', { project }));
    const lost = await client.call(
      'train',
      { project, from: 'scratch', name: null },
      {
        onProgress({ phase }) {
          if (phase === 'train') trainers.at(-1)?.kill();
        },
      },
    );
    expect(lost).toMatchObject({ ok: false, error: { code: 'lost' } });
    expect(valueOf(await client.call('document.open', { project }))).toEqual(before);
    expect(await readdir(join(folder, 'weights')).catch(() => [])).toEqual([]);
    expect(valueOf(await client.call('engine.status', {})).trainer).toBe('lost');
    const again = await client.call('train', { project, from: 'scratch', name: null });
    expect(valueOf(again).versionId).toBe('v1');
    expect(trainers).toHaveLength(2);
  });

  it('[RP17] a training goes on when its only window is gone, and is there for the next one', async () => {
    const socket = await session.socket();
    const leaving = connectContract<AppContract>(webSocketTransport(socket));
    valueOf(await leaving.call('project.open', { path: folder }));
    const ended = new Promise<void>((resolve) => {
      client.on('training.changed', ({ isRunning }) => {
        if (!isRunning) resolve();
      });
    });
    const lost = leaving.call(
      'train',
      { project, from: 'scratch', name: null },
      {
        onProgress({ phase }) {
          if (phase === 'train') socket.terminate();
        },
      },
    );
    // The other window gives the project up meanwhile: the training alone keeps it open.
    valueOf(await client.call('project.close', { project }));
    expect(await lost).toMatchObject({ ok: false, error: { code: 'lost' } });
    await ended;
    const opened = valueOf(await client.call('project.open', { path: folder }));
    const { records } = valueOf(await client.call('document.open', { project: opened.project }));
    expect(records.versions.map(({ id }) => id)).toEqual(['v1']);
  });

  it('[RP16] the queue is visible, and whoever sees it may cancel', async () => {
    let jobs: readonly JobState[] = [];
    client.on('jobs.changed', (changed) => (jobs = changed.jobs));
    const training = client.call(
      'train',
      { project, from: 'scratch', name: null },
      {
        onProgress({ phase }) {
          const running = jobs.find(({ kind }) => kind === 'train');
          if (phase === 'train' && running !== undefined) {
            void client.call('jobs.cancel', { job: running.id });
          }
        },
      },
    );
    const waiting = client.call('render', { project, versionId: 'v9' });
    expect(await training).toMatchObject({ ok: false, error: { code: 'cancelled' } });
    expect(await waiting).toMatchObject({ ok: false, error: { code: 'edit-refused' } });
    expect(valueOf(await client.call('document.open', { project })).records.versions).toEqual([]);
  });

  it('[RP23] a job that cannot fit into memory is refused before it begins, with the numbers', async () => {
    availableBytes = 100 * 2 ** 20;
    const refused = await client.call('train', { project, from: 'scratch', name: null });
    expect(refused).toMatchObject({ ok: false, error: { code: 'memory-short' } });
    expect(refused.ok ? '' : refused.error.message).toMatch(/needs about \d+ MB, but only 100 MB/);
    expect(trainers).toHaveLength(0);
  });
});

describe('resources', () => {
  it('[RP25] the outline holds the extremes of every bin in every resolution', async () => {
    const peaks = valueOf(await client.call('media.peaks', { project }));
    const samples = await bytesOf(peaks.samples);
    expect(samples.length).toBe(peaks.lengthSamples * peaks.channels * 4);
    const outline = await bytesOf(peaks.resource);
    for (const { samplesPerBin, bins, offsetBytes } of peaks.levels) {
      for (let bin = 0; bin < bins; bin++) {
        const end = Math.min((bin + 1) * samplesPerBin, peaks.lengthSamples);
        let [least, greatest] = [Infinity, -Infinity];
        for (let i = bin * samplesPerBin; i < end; i++) {
          least = Math.min(least, samples.readFloatLE(i * 4));
          greatest = Math.max(greatest, samples.readFloatLE(i * 4));
        }
        const at = offsetBytes + bin * 4;
        expect(outline.readInt16LE(at)).toBe(Math.floor(least * 32767));
        expect(outline.readInt16LE(at + 2)).toBe(Math.ceil(greatest * 32767));
      }
    }
    const part = await bytesOf(peaks.samples, 'bytes=1001-9002');
    expect(part.equals(samples.subarray(1001, 9003))).toBe(true);
  });

  it('[RP26] spectrogram tiles are made when they are asked for, and show each tone in its row', async () => {
    const ask = { project, fromSec: 0.5, toSec: 0.6 };
    const answer = valueOf(await client.call('media.spectrogram', ask));
    expect(answer.tiles.map(({ index }) => index)).toEqual([0]);
    const tile = await bytesOf(answer.tiles[0]!.resource);
    const frame = Math.round(0.5 / answer.hopSec);
    const rowOf = (midi: number): number => (midi - answer.lowestMidi) * answer.rowsPerSemitone;
    const level = (midi: number): number => tile[frame * answer.rows + rowOf(midi)]!;
    expect(level(76)).toBeGreaterThan(level(73) + 40);
    expect(level(48)).toBeGreaterThan(level(41) + 40);
  });

  it('[RP27] no path leads out of the project', async () => {
    const secret = temp('secret.txt');
    await writeFile(secret, 'secret');
    await mkdir(join(folder, 'cache'), { recursive: true });
    await symlink(secret, join(folder, 'cache', 'link.txt'));
    await symlink(temp(''), join(folder, 'cache', 'elsewhere'));
    await writeFile(join(folder, 'cache', '.hidden'), 'hidden');
    await writeFile(join(folder, 'cache', 'plain.txt'), 'plain');
    const root = `/resources/${project}`;
    expect((await bytesOf(`${root}/cache/plain.txt`)).toString()).toBe('plain');
    for (const path of [
      `${root}/cache/link.txt`,
      `${root}/cache/elsewhere/secret.txt`,
      `${root}/cache/.hidden`,
      `${root}/cache/..%2fjournal.jsonl`,
      `${root}/cache/%2e%2e/journal.jsonl`,
      `${root}/cache//plain.txt`,
      `${root}/cache`,
      `${root}/cache/none.txt`,
      `${root}/cache/plain.txt%00.wav`,
      `${root}/journal.jsonl`,
      `${root}/constructor/x`,
      `${root}/recording/other`,
      `/resources/nobody/cache/plain.txt`,
      `${root}/cache/%zz`,
    ]) {
      expect([path, (await session.get(path)).status]).toEqual([path, 404]);
    }
    expect((await session.get(`${root}/cache/plain.txt`, { headers: { range: 'bytes=9-' } })).status).toBe(
      416,
    );
    const known = (await session.get(`${root}/cache/plain.txt`)).headers.get('etag') ?? '';
    const again = await session.get(`${root}/cache/plain.txt`, { headers: { 'if-none-match': known } });
    expect(again.status).toBe(304);
  });

  it('[RP28] files without a path come in pieces, in order, and become a project', async () => {
    const names = ['recording', 'score'] as const;
    const sources: string[] = [];
    const piece = await writeToyPiece(temp, { name: 'uploaded' });
    for (const [index, path] of [piece.recordingPath, piece.scorePath].entries()) {
      const bytes = await readFile(path);
      const begun = await client.call('upload.begin', { name: `${names[index]}.bin`, bytes: bytes.length });
      const { upload, resource } = valueOf(begun);
      const put = (from: number, to: number): Promise<Response> =>
        session.get(resource, {
          method: 'PUT',
          body: bytes.subarray(from, to),
          headers: { 'Content-Range': `bytes ${from}-${to - 1}/${bytes.length}` },
        });
      const half = Math.floor(bytes.length / 2);
      expect((await put(0, half)).status).toBe(200);
      expect((await put(0, half)).status).toBe(409);
      expect((await put(half, bytes.length)).status).toBe(200);
      sources.push(`upload:${upload}`);
    }
    const made = await client.call('project.create', {
      folder: temp('from uploads'),
      recording: sources[0]!,
      score: sources[1]!,
      groups: { kind: 'tracks' },
      copiesRecording: false,
    });
    expect(existsSync(join(valueOf(made).folder, 'media', 'recording'))).toBe(true);
  });
});
