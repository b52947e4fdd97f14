/** The project that the window is measured with: five minutes, ten thousand notes, trained. */
import { rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { WebSocket } from 'ws';
import type { AppContract } from '../../../shared/contract/contract.ts';
import { documentOf } from '../../../shared/document/canonical-json.ts';
import { setModel } from '../../../shared/document/edits/edit-project.ts';
import type { MethodOverrides } from '../../../shared/document/method-overrides.ts';
import { connectContract } from '../../../shared/rpc/client.ts';
import type { Client } from '../../../shared/rpc/client.ts';
import { webSocketTransport } from '../../../shared/rpc/transports/web-socket.ts';
import { valueOf } from '../../support/toy-documents.ts';
import { startWindowService } from '../../support/window-process.ts';
import type { WindowService } from '../../support/window-process.ts';
import { writeWindowPiece } from './window-piece.ts';
import type { WindowPiece } from './window-piece.ts';

export const pieceSize = Object.freeze({ notes: 10_000, seconds: 300 });
export const projectName = 'long';

/** The paper's hop: 13,000 frames; two units a class: 300 of them. A few passes are enough to have stems. */
const quick: MethodOverrides = { epochs: 3 };
const endless: MethodOverrides = { epochs: 500 };

export type BenchProject = {
  readonly origin: string;
  /** 'name=value', as the service gave it. */
  readonly cookie: string;
  readonly folder: string;
  /** Starts a training that does not end by itself. @returns ends it */
  startTraining(): Promise<() => Promise<void>>;
  end(): Promise<void>;
};

/** @param bundle folder of the built programs, window included. @throws Error when anything fails */
export async function makeBenchProject(bundle: string): Promise<BenchProject> {
  const home = await mkdtemp(join(tmpdir(), 'divisi-bench-window-'));
  process.once('exit', () => rmSync(home, { recursive: true, force: true }));
  const piece = await writeWindowPiece(home, pieceSize);
  const service = await startWindowService(bundle, home);
  try {
    return await trainedProject(service, piece, join(home, projectName));
  } catch (cause) {
    await service.end();
    throw cause;
  }
}

async function trainedProject(
  service: WindowService,
  piece: WindowPiece,
  folder: string,
): Promise<BenchProject> {
  const { origin } = new URL(service.address);
  const cookie = await enter(service);
  const client = await connect(origin, cookie);
  const opened = valueOf(
    await client.call('project.create', {
      folder,
      recording: piece.recordingPath,
      score: piece.scorePath,
      groups: { kind: 'tracks' },
      copiesRecording: false,
    }),
  );
  const { project } = opened;
  valueOf(await client.call('align', { project, aligner: 'chords', isPartial: false }));
  await setTraining(quick);
  const { versionId } = valueOf(await client.call('train', { project, from: 'scratch', name: null }));
  valueOf(await client.call('render', { project, versionId }));
  valueOf(await client.call('project.close', { project }));
  return { origin, cookie, folder, startTraining, end: () => service.end() };

  async function setTraining(overrides: MethodOverrides): Promise<string> {
    const joined = valueOf(await client.call('project.open', { path: folder })).project;
    const document = documentOf(valueOf(await client.call('document.open', { project: joined })).records);
    const { name, patch } = valueOf(setModel(document, { method: 'A', overrides }));
    valueOf(
      await client.call('document.commit', { project: joined, id: `${crypto.randomUUID()}:1`, name, patch }),
    );
    return joined;
  }

  async function startTraining(): Promise<() => Promise<void>> {
    const joined = await setTraining(endless);
    const stop = new AbortController();
    const begun = new Promise<void>((resolve) => {
      client.on('training.changed', () => resolve());
    });
    const training = client.call(
      'train',
      { project: joined, from: 'scratch', name: null },
      { signal: stop.signal },
    );
    await Promise.race([begun, training]);
    return async () => {
      stop.abort();
      await training;
      await client.call('project.close', { project: joined });
    };
  }
}

async function enter({ address }: WindowService): Promise<string> {
  const entered = await fetch(address, { redirect: 'manual' });
  return (entered.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
}

async function connect(origin: string, cookie: string): Promise<Client<AppContract>> {
  const socket = new WebSocket(`${origin.replace('http', 'ws')}/rpc`, { headers: { cookie, origin } });
  await new Promise((resolve, reject) => {
    socket.once('open', resolve);
    socket.once('error', reject);
  });
  return connectContract<AppContract>(webSocketTransport(socket));
}
