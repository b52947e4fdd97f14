/** The service while another process trains: what a person waits for meanwhile. */
import { writeFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { forkTrainer } from '../../electron/backend/jobs/trainer-host.ts';
import { startLoopbackServer } from '../../electron/backend/loopback/loopback-server.ts';
import type { LoopbackServer } from '../../electron/backend/loopback/loopback-server.ts';
import { resourceRoute } from '../../electron/backend/loopback/service-routes.ts';
import type { Service } from '../../electron/backend/service/service.ts';
import { documentOf } from '../../shared/document/canonical-json.ts';
import { setMarker } from '../../shared/document/edits/edit-timeline.ts';
import { connectContract } from '../../shared/rpc/client.ts';
import { webSocketTransport } from '../../shared/rpc/transports/web-socket.ts';
import { buildEntry } from '../support/built-entry.ts';
import { openSession } from '../support/loopback-session.ts';
import type { LoopbackSession } from '../support/loopback-session.ts';
import { midiFile, off, on, trackName } from '../support/midi-file-bytes.ts';
import { newProject } from '../support/new-project.ts';
import { createService, valueOf } from '../support/service-lines.ts';
import type { AppClient } from '../support/service-lines.ts';
import { useTempFolder } from '../support/temp-folder.ts';
import { writeWav } from '../support/toy-piece.ts';

const temp = useTempFolder();
const rate = 22_050;
const lengthSec = 40;

describe('while a training runs in its process', () => {
  let trainer: Awaited<ReturnType<typeof buildEntry>>;
  let service: Service;
  let server: LoopbackServer;
  let session: LoopbackSession;
  let client: AppClient;
  let project = '';

  beforeAll(async () => {
    trainer = await buildEntry('live-trainer');
    service = createService({ startTrainer: () => forkTrainer(trainer.path), backend: 'auto' });
    server = await startLoopbackServer({
      routes: [resourceRoute(service)],
      onConnection: (transport) => service.connect(transport),
      onFault(cause) {
        throw cause;
      },
    });
    session = await openSession(server);
    client = connectContract(webSocketTransport(await session.socket()));
    const piece = { recordingPath: temp('scale.wav'), scorePath: temp('scale.mid') };
    await writeScale(piece.recordingPath, piece.scorePath);
    ({ project } = await newProject(client, temp('scale'), piece));
  });
  afterAll(async () => {
    await service.close();
    await server.close();
    await trainer.remove();
  });

  it('[RP32] saves, outlines and ranges of sound are answered without waiting for it', async () => {
    const peaks = valueOf(await client.call('media.peaks', { project }));
    const { records } = valueOf(await client.call('document.open', { project }));
    let edits = 0;
    const get = async (resource: string, start: number, count: number): Promise<void> => {
      const range = `bytes=${start}-${start + count - 1}`;
      const answer = await session.get(resource, { headers: { range } });
      expect((await answer.arrayBuffer()).byteLength).toBe(count);
    };
    /** Rounds of what a person does, ms that each took. */
    const rounds = async (goesOn: () => boolean): Promise<ReadonlyMap<string, number[]>> => {
      const waits = new Map<string, number[]>();
      const time = async (what: string, run: () => Promise<unknown>): Promise<void> => {
        const startMs = performance.now();
        await run();
        waits.set(what, [...(waits.get(what) ?? []), performance.now() - startMs]);
      };
      for (let round = 0; round < 25 && goesOn(); round++) {
        const id = `m${++edits}`;
        const edit = valueOf(setMarker(documentOf(records), { id, atSec: round, name: 'Here' }));
        await time('save', async () =>
          valueOf(await client.call('document.commit', { project, id: `t:${edits}`, ...edit })),
        );
        await time('outline', () => get(peaks.resource, 64 * round, 4096));
        await time('sound', () => get(peaks.samples, 4 * rate * round, 4 * rate));
      }
      return waits;
    };
    // What the machine needs anyway, with all else that runs on it.
    const before = await rounds(() => true);
    const stop = new AbortController();
    let begun: () => void = () => {};
    const training = new Promise<void>((resolve) => (begun = resolve));
    let isRunning = true;
    const done = client
      .call(
        'train',
        { project, from: 'scratch', name: null },
        { signal: stop.signal, onProgress: ({ phase }) => phase === 'train' && begun() },
      )
      .finally(() => (isRunning = false));
    await training;
    const waits = await rounds(() => isRunning);
    const wasRunning = isRunning;
    stop.abort();
    const ended = await done;
    process.stdout.write(`Before a training, ${summary(before)}\nWhile it runs, ${summary(waits)}\n`);
    // Nothing had to wait for the end of the training; how long things took is for people to read.
    expect(wasRunning).toBe(true);
    expect(ended).toMatchObject({ ok: false, error: { code: 'cancelled' } });
    for (const ms of waits.values()) expect(ms).toHaveLength(25);
  });
});

function summary(waits: ReadonlyMap<string, number[]>): string {
  const lines = [...waits].map(([what, ms]) => {
    const sorted = [...ms].sort((a, b) => a - b);
    const at = (share: number): string => sorted[Math.floor(share * (sorted.length - 1))]!.toFixed(1);
    return `${what}: median ${at(0.5)}, 95 % ${at(0.95)}, most ${at(1)} ms of ${ms.length}`;
  });
  return lines.join('; ');
}

/** Eight tones a turn, over and over: long enough to train for a while. */
async function writeScale(recording: string, score: string): Promise<void> {
  const pitches = [48, 52, 55, 60, 64, 67, 72, 76];
  const samples = new Float32Array(lengthSec * rate);
  const notes = Array.from({ length: lengthSec * 2 }, (_, index) => pitches[index % pitches.length]!);
  notes.forEach((pitch, index) => {
    const hz = 440 * 2 ** ((pitch - 69) / 12);
    const start = (index * rate) / 2;
    for (let i = 0; i < rate / 2; i++) {
      const level = 0.2 * Math.exp((-3 * i) / rate);
      for (let partial = 1; partial < 6; partial++) {
        samples[start + i]! += (level / partial) * Math.sin((2 * Math.PI * partial * hz * i) / rate);
      }
    }
  });
  await writeWav(recording, [samples], rate);
  const events = notes.flatMap((pitch, index) => [on(index === 0 ? 0 : 10, pitch), off(470, pitch)]);
  await writeFile(score, midiFile({}, [trackName('scale'), ...events]));
}
