import { writeFile } from 'node:fs/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { forkTrainer, TrainerHost } from '../../../../../electron/backend/jobs/trainer-host.ts';
import type { TrainerProcess, TrainerState } from '../../../../../electron/backend/jobs/trainer-host.ts';
import { useTempFolder } from '../../../../support/temp-folder.ts';

const temp = useTempFolder();
const hosts: TrainerHost[] = [];
afterEach(() => {
  for (const host of hosts.splice(0)) host.close();
});

/** Hosts a trainer whose whole program is `source`. */
async function hostOf(
  name: string,
  source: string,
): Promise<{ host: TrainerHost; states: TrainerState[]; started: TrainerProcess[] }> {
  const path = temp(`${name}.mjs`);
  await writeFile(
    path,
    `process.on('disconnect', () => process.exit(0));
     const answer = (id, value) => process.send(['ok', id, value]);
     ${source}`,
  );
  const states: TrainerState[] = [];
  const started: TrainerProcess[] = [];
  const host = new TrainerHost(
    () => {
      const process = forkTrainer(path);
      started.push(process);
      return process;
    },
    (state) => states.push(state),
    200,
  );
  hosts.push(host);
  return { host, states, started };
}

const answering = `process.on('message', ([kind, id, name]) => {
  if (kind === 'call' && name === 'memory') answer(id, { rssBytes: process.pid });
});`;

describe('TrainerHost', () => {
  it('[RP14] starts at the first call, and keeps its process from job to job', async () => {
    const { host, states, started } = await hostOf('warm', answering);
    expect(host.isRunning).toBe(false);
    const first = await host.call('memory', {});
    const second = await host.call('memory', {});
    expect(first).toMatchObject({ ok: true });
    expect(second).toEqual(first);
    expect(started).toHaveLength(1);
    expect(states).toEqual(['running']);
  });

  it('[RP14] killed at any moment: pending calls end with lost, the next one starts it again', async () => {
    const { host, states, started } = await hostOf(
      'killed',
      `console.error('the last words');
       process.on('message', ([kind, id, name]) => {
         if (name === 'load') process.send(['progress', id, null]);
         if (name === 'memory') answer(id, { rssBytes: process.pid });
       });`,
    );
    const before = await host.call('memory', {});
    const pending = host.call('load', { backend: 'cpu' });
    started[0]!.kill();
    expect(await pending).toMatchObject({ ok: false, error: { code: 'lost' } });
    const after = await host.call('memory', {});
    expect(after).toMatchObject({ ok: true });
    expect(after).not.toEqual(before);
    expect(states).toEqual(['running', 'lost', 'running']);
  });

  it('[RP15] a job that does not stop by itself is cancelled with its process, within a second', async () => {
    const { host, started } = await hostOf(
      'deaf',
      `process.on('message', ([kind, id, name]) => {
         if (name === 'train') { process.send(['progress', id, {}], () => { for (;;); }); }
       });`,
    );
    const stop = new AbortController();
    let abortedMs = 0;
    const result = await host.call('train', {} as never, {
      signal: stop.signal,
      onProgress() {
        abortedMs = performance.now();
        stop.abort();
      },
    });
    expect(result).toMatchObject({ ok: false, error: { code: 'cancelled' } });
    expect(performance.now() - abortedMs).toBeLessThan(5000);
    expect(started).toHaveLength(1);
    expect(host.isRunning).toBe(false);
  });

  it('[RP15] a slow preview is no reason to end the training beside it', async () => {
    const { host } = await hostOf(
      'beside',
      `let training = null; let preview = null;
       process.on('message', ([kind, id, name]) => {
         if (name === 'train') training = id;
         if (name === 'preview') { preview = id; process.send(['progress', id, {}]); }
         if (kind === 'cancel') setTimeout(() => {
           process.send(['err', preview, { code: 'cancelled', message: 'Stopped.' }]);
           answer(training, { epochs: 1 });
         }, 600);
       });`,
    );
    const training = host.call('train', {} as never);
    const stop = new AbortController();
    const preview = host.call('preview', {} as never, {
      signal: stop.signal,
      onProgress: () => stop.abort(),
    });
    expect(await preview).toMatchObject({ ok: false, error: { code: 'cancelled' } });
    expect(await training).toMatchObject({ ok: true, value: { epochs: 1 } });
  });
});
