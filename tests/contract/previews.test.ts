/** Previews beside a running training, at every step of it, by every method. */
import { afterEach, describe, expect, it } from 'vitest';
import type { Service } from '../../electron/backend/service/service.ts';
import type { PreviewAnswer } from '../../shared/contract/job-calls.ts';
import { setTolerance } from '../../shared/document/edits/set-tolerance.ts';
import type { Result } from '../../shared/std/result.ts';
import { commitEdit } from '../support/commit-edit.ts';
import { createService, valueOf } from '../support/service-lines.ts';
import { useTempFolder } from '../support/temp-folder.ts';
import { openToyWindow } from '../support/toy-window.ts';

const temp = useTempFolder();
let service: Service;
afterEach(() => service.close());

describe('previews during the first training of a project', () => {
  it.each([
    ['divisi', { epochs: 3, hiddenUnits: 16 }],
    ['A', { epochs: 4 }],
    ['D', { epochs: 4, hiddenUnits: 16 }],
  ] as const)('[RP31] by %s, whenever they are asked for they are answered', async (method, overrides) => {
    const { client, project } = await openToyWindow((service = createService()), temp, method, overrides);
    const asked: Promise<Result<PreviewAnswer>>[] = [];
    const ask = (): void => {
      const params = { project, fromSec: 0.2, toSec: 0.7, stems: ['g2'] };
      asked.push(client.call('preview', params));
    };
    const training = client.call('train', { project, from: 'scratch', name: null }, { onProgress: ask });
    ask();
    expect(valueOf(await training).versionId).toBe('v1');
    ask();
    const answers = (await Promise.all(asked)).map(valueOf);
    for (const { startSample, endSample, stems } of answers) {
      expect([startSample, endSample]).toEqual([1600, 5600]);
      expect(stems.map(({ stem }) => stem)).toEqual(['g2']);
    }
    expect(answers.at(-1)?.epoch).toBeNull();
  });

  it('[RP31] an edit since the training began is heard in them', async () => {
    const { client, project } = await openToyWindow((service = createService()), temp, 'divisi', {
      epochs: 3,
      hiddenUnits: 16,
    });
    const training = client.call('train', { project, from: 'scratch', name: null });
    const before = client.call('preview', { project, fromSec: 0.2, toSec: 0.7, stems: null });
    valueOf(await before);
    await commitEdit(client, project, (document) =>
      setTolerance(document, { kind: 'global' }, { onsetBeforeSec: 0.3 }),
    );
    const after = valueOf(await client.call('preview', { project, fromSec: 0, toSec: 0.2, stems: null }));
    expect(after.stems.map(({ stem }) => stem)).toEqual(['g1', 'g2', 'residual']);
    expect(valueOf(await training).versionId).toBe('v1');
  });
});
