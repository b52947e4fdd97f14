import { describe, expect, it } from 'vitest';
import {
  addVersion,
  chooseVersion,
  deleteVersion,
  relinkFile,
  renameProject,
  renameVersion,
  setModel,
} from '../../../../../shared/document/edits/edit-project.ts';
import { singleOf } from '../../../../../shared/document/document-state.ts';
import { recordOf } from '../../../../../shared/document/record-table.ts';
import type { VersionRecord } from '../../../../../shared/document/records.ts';
import { edited, toyDocument, toyFile } from '../../../../support/toy-documents.ts';

const start = toyDocument(2);
const version = (id: string): VersionRecord => ({
  id,
  name: id,
  settings: { method: 'divisi', seed: 1, overrides: {} },
  labelsRevision: 0,
  lossCurve: [],
  metrics: {},
  weights: toyFile,
  madeAt: '2026-01-01T00:00:00Z',
});

describe('the project', () => {
  it('[D21] a finished training is listened to; others can be chosen, named and deleted', () => {
    const document = edited(
      start,
      (now) => addVersion(now, version('v1')),
      (now) => addVersion(now, version('v2')),
      (now) => chooseVersion(now, 'v1'),
      (now) => renameVersion(now, 'v1', ' Best '),
    );
    expect(singleOf(document, 'project')?.activeVersionId).toBe('v1');
    expect(recordOf(document.versions, 'v1')?.name).toBe('Best');
    const other = edited(document, (now) => deleteVersion(now, 'v2'));
    expect(singleOf(other, 'project')?.activeVersionId).toBe('v1');
    const none = edited(other, (now) => deleteVersion(now, 'v1'));
    expect(singleOf(none, 'project')?.activeVersionId).toBeNull();
    expect(chooseVersion(none, 'v1')).toMatchObject({ ok: false });
    expect(addVersion(document, version('v1'))).toMatchObject({ ok: false });
  });

  it('[D21] a moved recording is found again by its content alone', () => {
    const moved = { ...toyFile, place: 'outside', path: '../sounds/toy.wav' } as const;
    const document = edited(start, (now) => relinkFile(now, 'recording', moved));
    expect(singleOf(document, 'recording')?.file).toEqual(moved);
    expect(relinkFile(start, 'recording', { ...moved, sha256: 'b'.repeat(64) })).toMatchObject({
      ok: false,
      error: { code: 'edit-refused' },
    });
  });

  it('[D21] name and model are changed field by field', () => {
    const document = edited(
      start,
      (now) => renameProject(now, ' Sonata\n'),
      (now) => setModel(now, { seed: 7 }),
      (now) => setModel(now, { overrides: { epochs: 9 } }),
    );
    expect(singleOf(document, 'project')?.name).toBe('Sonata');
    expect(singleOf(document, 'model')).toEqual({
      id: 'model',
      method: 'divisi',
      seed: 7,
      overrides: { epochs: 9 },
    });
  });
});
