/** What is known of a training before it begins and after its end, and versions held against one another. */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { Service } from '../../electron/backend/service/service.ts';
import { setChannels } from '../../shared/document/edits/edit-mix.ts';
import { setTolerance } from '../../shared/document/edits/set-tolerance.ts';
import { commitEdit } from '../support/commit-edit.ts';
import { createService, valueOf } from '../support/service-lines.ts';
import { useTempFolder } from '../support/temp-folder.ts';
import { openToyWindow } from '../support/toy-window.ts';

const temp = useTempFolder();
const { signal } = new AbortController();
const small = { epochs: 2, hiddenUnits: 16 };
let service: Service;
afterEach(() => service.close());

describe('versions', () => {
  it('[RP36] [X80] the time of a training is told before it, its quality after it', async () => {
    const { client, project } = await openToyWindow((service = createService()), temp, 'divisi', small);
    const unknown = valueOf(await client.call('train.forecast', { project }));
    expect(unknown).toMatchObject({ warmSec: null, isMeasured: false });
    expect(unknown.scratchSec).toBeGreaterThan(0);
    valueOf(await client.call('train', { project, from: 'scratch', name: null }));
    const { metrics } = valueOf(await client.call('document.open', { project })).records.versions[0]!;
    expect(metrics['nullDb']).toBeLessThan(-120);
    expect(metrics['leakageDb']).toBeLessThan(0);
    expect(metrics['residualDb']).toBeLessThan(0);
    const known = valueOf(await client.call('train.forecast', { project }));
    expect(known.scratchSec).toBeCloseTo(metrics['trainSec']!, 6);
    expect(known.warmSec).toBeGreaterThan(0);
  });

  it('[RP38] versions are heard against one another: stems that were made stay, and come at once', async () => {
    const { client, project, folder } = await openToyWindow(
      (service = createService()),
      temp,
      'divisi',
      small,
    );
    valueOf(await client.call('train', { project, from: 'scratch', name: null }));
    const first = valueOf(await client.call('render', { project, versionId: 'v1' }));
    await commitEdit(client, project, (document) =>
      setTolerance(document, { kind: 'global' }, { onsetBeforeSec: 0.2 }),
    );
    valueOf(await client.call('train', { project, from: 'warm', name: null }));
    const second = valueOf(await client.call('render', { project, versionId: 'v2' }));
    // The older version, under the labels as they are now.
    const older = valueOf(await client.call('render', { project, versionId: 'v1' }));
    expect(older.stems.map(({ resource }) => resource)).not.toEqual(
      first.stems.map(({ resource }) => resource),
    );
    // What makes no difference to stems makes no others.
    await commitEdit(client, project, (document) => setChannels(document, ['g1'], { isMuted: true }));
    const training = client.call('train', { project, from: 'scratch', name: null });
    for (const [versionId, made] of [
      ['v1', older],
      ['v2', second],
    ] as const) {
      const again = valueOf(await client.call('render', { project, versionId }));
      expect(again).toEqual({ stems: made.stems, renderedSec: 0 });
      for (const { resource } of again.stems) {
        const opened = valueOf(await service.openResource(resource, signal));
        expect(opened.sizeBytes).toBeGreaterThan(1000);
        await opened.close();
      }
    }
    // Neither waited for the engine, which was at work.
    expect(valueOf(await client.call('document.open', { project })).records.versions).toHaveLength(2);
    valueOf(await training);
    await rm(join(folder, 'cache'), { recursive: true });
    expect(valueOf(await client.call('render', { project, versionId: 'v1' })).renderedSec).toBeGreaterThan(0);
    valueOf(await client.call('versions.select', { project, versionId: 'v1' }));
    valueOf(await client.call('versions.remove', { project, versionId: 'v2' }));
    const gone = await client.call('render', { project, versionId: 'v2' });
    expect(gone).toMatchObject({ ok: false, error: { code: 'edit-refused' } });
  });
});
