/** A training that is halted, goes on, and is ended early, with a real engine. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { Service } from '../../electron/backend/service/service.ts';
import type { TrainingState } from '../../shared/contract/engine-state.ts';
import type { TrainingCourse } from '../../shared/contract/job-calls.ts';
import type { MethodName } from '../../shared/document/method-overrides.ts';
import { createService, valueOf } from '../support/service-lines.ts';
import type { AppClient } from '../support/service-lines.ts';
import { useTempFolder } from '../support/temp-folder.ts';
import { openToyWindow } from '../support/toy-window.ts';

const temp = useTempFolder();
let service: Service;
let client: AppClient;
let project = '';
let folder = '';
afterEach(() => service.close());

async function open(method: MethodName, epochs: number): Promise<void> {
  const overrides = method === 'A' ? { epochs } : { epochs, hiddenUnits: 16 };
  ({ client, project, folder } = await openToyWindow((service = createService()), temp, method, overrides));
}

/** The first state of the running training that fits. */
function stateOf(fits: (state: TrainingState) => boolean): Promise<TrainingState> {
  return new Promise((resolve) => {
    const leave = client.on('training.changed', (state) => {
      if (!fits(state)) return;
      leave();
      resolve(state);
    });
  });
}

async function steer(job: string, course: TrainingCourse): Promise<unknown> {
  return valueOf(await client.call('train.steer', { project, job, course }));
}

async function stemBytes(versionId: string): Promise<readonly Buffer[]> {
  const { stems } = valueOf(await client.call('render', { project, versionId }));
  const fileOf = (resource: string): string => join(folder, resource.slice(resource.indexOf('/cache/')));
  return Promise.all(stems.map(({ resource }) => readFile(fileOf(decodeURIComponent(resource)))));
}

describe('a training that is led', () => {
  it.each([
    ['divisi', 30],
    ['A', 400],
    ['C', 100],
  ] as const)(
    '[RP42] rests between two passes, shows what it has learnt, and goes on as if nothing had been: %s',
    async (method, epochs) => {
      await open(method, epochs);
      valueOf(await client.call('train', { project, from: 'scratch', name: null }));
      const begun = stateOf(({ isRunning }) => isRunning);
      const training = client.call('train', { project, from: 'scratch', name: null });
      const { job } = await begun;
      const resting = stateOf(({ isResting }) => isResting);
      await steer(job, 'rest');
      const { points } = await resting;
      const preview = valueOf(
        await client.call('preview', { project, fromSec: 0.2, toSec: 0.7, stems: ['g1'] }),
      );
      expect(preview.epoch).toBe(points.at(-1)!.epoch);
      const activity = valueOf(await client.call('activity', { project, versionId: null }));
      expect(activity.classes).toHaveLength(4);
      const goesOn = stateOf(({ isResting }) => !isResting);
      await steer(job, 'go-on');
      await goesOn;
      expect(valueOf(await training).versionId).toBe('v2');
      const [whole, halted] = [await stemBytes('v1'), await stemBytes('v2')];
      expect(halted.every((bytes, stem) => bytes.equals(whole[stem]!))).toBe(true);
    },
  );

  it.each(['divisi', 'B'] as const)(
    '[RP43] ends with the pass that it is in, and is a version of what it has learnt: %s',
    async (method) => {
      await open(method, 2000);
      const begun = stateOf(({ isRunning }) => isRunning);
      const training = client.call('train', { project, from: 'scratch', name: null });
      const { job } = await begun;
      await steer(job, 'finish');
      const trained = valueOf(await training);
      expect(trained.remarks.join()).toContain('ended by hand');
      const { records } = valueOf(await client.call('document.open', { project }));
      const [version] = records.versions;
      expect(version?.id).toBe('v1');
      expect(version!.lossCurve.length).toBeLessThan(1000);
      expect((await stemBytes('v1')).length).toBeGreaterThan(1);
    },
  );

  it('[RP42] a stop ends one that rests; there is nothing to lead without a training', async () => {
    await open('divisi', 2000);
    const begun = stateOf(({ isRunning }) => isRunning);
    const training = client.call('train', { project, from: 'scratch', name: null });
    const { job } = await begun;
    const resting = stateOf(({ isResting }) => isResting);
    await steer(job, 'rest');
    await resting;
    await client.call('jobs.cancel', { job });
    expect(await training).toMatchObject({ ok: false, error: { code: 'cancelled' } });
    const late = await client.call('train.steer', { project, job, course: 'go-on' });
    expect(late).toMatchObject({ ok: false, error: { code: 'conflict' } });
    const gone = await client.call('activity', { project, versionId: null });
    expect(gone).toMatchObject({ ok: false, error: { code: 'conflict' } });
  });
});
