/** Notes heard by themselves, and the piano that plays the score beside the recording. */
import { existsSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Service } from '../../electron/backend/service/service.ts';
import type { AppContract } from '../../shared/contract/contract.ts';
import { setModel } from '../../shared/document/edits/edit-project.ts';
import { connectContract } from '../../shared/rpc/client.ts';
import { memoryTransports } from '../../shared/rpc/transports/memory.ts';
import { commitEdit } from '../support/commit-edit.ts';
import { createService, valueOf } from '../support/service-lines.ts';
import type { AppClient } from '../support/service-lines.ts';
import { useTempFolder } from '../support/temp-folder.ts';
import { writeToyPiece } from '../support/toy-piece.ts';

const temp = useTempFolder();
let service: Service;
let count = 0;
const saved = process.env['DIVISI_CACHE'];
beforeEach(() => {
  process.env['DIVISI_CACHE'] = temp('no piano');
});
afterEach(async () => {
  await service.close();
  process.env['DIVISI_CACHE'] = saved;
  if (saved === undefined) delete process.env['DIVISI_CACHE'];
});

async function openToy(): Promise<{ readonly client: AppClient; readonly project: string }> {
  service = createService();
  const pair = memoryTransports({ clone: structuredClone, defer: queueMicrotask });
  service.connect(pair.ends[1]);
  const client = connectContract<AppContract>(pair.ends[0]);
  const piece = await writeToyPiece(temp, { name: `toy${count}` });
  const created = await client.call('project.create', {
    folder: temp(`project ${count++}`),
    recording: piece.recordingPath,
    score: piece.scorePath,
    groups: { kind: 'tracks' },
    copiesRecording: false,
  });
  return { client, project: valueOf(created).project };
}

describe('notes by themselves', () => {
  it('[RP40] selected notes are a stem of their own, taken out of their groups', async () => {
    const { client, project } = await openToy();
    await commitEdit(client, project, (document) =>
      setModel(document, { method: 'divisi', overrides: { epochs: 2, hiddenUnits: 16 } }),
    );
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
