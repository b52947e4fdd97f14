/** Notes heard by themselves, and the piano that plays the score beside the recording. */
import { existsSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Service } from '../../electron/backend/service/service.ts';
import { createService, valueOf } from '../support/service-lines.ts';
import { useTempFolder } from '../support/temp-folder.ts';
import { openToyWindow } from '../support/toy-window.ts';
import type { ToyWindow } from '../support/toy-window.ts';

const temp = useTempFolder();
let service: Service;
const saved = process.env['DIVISI_CACHE'];
beforeEach(() => {
  process.env['DIVISI_CACHE'] = temp('no piano');
});
afterEach(async () => {
  await service.close();
  process.env['DIVISI_CACHE'] = saved;
  if (saved === undefined) delete process.env['DIVISI_CACHE'];
});

const openToy = (): Promise<ToyWindow> =>
  openToyWindow((service = createService()), temp, 'divisi', { epochs: 2, hiddenUnits: 16 });

describe('notes by themselves', () => {
  it('[RP40] selected notes are a stem of their own, taken out of their groups', async () => {
    const { client, project } = await openToy();
    valueOf(await client.call('train', { project, from: 'scratch', name: null }));
    const { records } = valueOf(await client.call('document.open', { project }));
    const noteId = (records.notes as unknown as readonly { id: string }[])[0]!.id;
    const ask = { project, fromSec: 0, toSec: 1, stems: null, notes: [{ noteId, visit: null }] };
    const preview = valueOf(await client.call('preview', ask));
    expect(preview.stems.map(({ stem }) => stem)).toContain('selection');
    const unknown = await client.call('preview', { ...ask, notes: [{ noteId: 'nobody', visit: 1 }] });
    expect(unknown).toMatchObject({ ok: false, error: { code: 'bad-request' } });
  });

  it('[RP41] without samples on this machine there is no sampled piano, and nothing is fetched', async () => {
    const { client, project } = await openToy();
    expect(valueOf(await client.call('media.piano', { project }))).toEqual({ piano: null });
    expect(existsSync(temp('no piano'))).toBe(false);
  });
});
