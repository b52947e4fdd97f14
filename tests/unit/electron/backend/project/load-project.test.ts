import { cp, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { openProject } from '../../../../../electron/backend/project/open-project.ts';
import {
  documentRecords,
  documentText,
  schemaVersion,
} from '../../../../../shared/document/canonical-json.ts';
import { soundingNotes } from '../../../../../shared/document/note-times.ts';
import { tableNames } from '../../../../../shared/document/records.ts';
import { useTempFolder } from '../../../../support/temp-folder.ts';
import { valueOf } from '../../../../support/toy-project.ts';

const fixtures = fileURLToPath(new URL('../../../../fixtures/projects/', import.meta.url));
const place = useTempFolder();

describe('projects of released schemas', () => {
  it('[P14] there is one for every schema up to the present one', async () => {
    const folders = (await readdir(fixtures)).filter((name) => /^v\d+$/.test(name)).sort();
    expect(folders).toEqual(Array.from({ length: schemaVersion }, (_, index) => `v${index + 1}`));
  });

  it('[P14] schema 1 opens whole, for reading and for writing', async () => {
    const reading = valueOf(await openProject(join(fixtures, 'v1/toy'), 'read'));
    expect(reading.remarks).toEqual([]);
    const { document, done, undone, revision } = reading.history;
    expect(revision).toBe(11);
    expect(done.map(({ name }) => name)).toEqual([
      'Align',
      '4 edits: Set an anchor, ...',
      '3 edits: Set the tolerance of all notes, ...',
      '3 edits: Draw a note, ...',
      'Paint labels off',
      '2 edits: Add the group "Mélodie", ...',
      'Train "Training 1"',
      '2 edits: Change the mix, ...',
      '3 edits: Set the marker "Here", ...',
    ]);
    expect(undone.map(({ name }) => name)).toEqual(['Rename the project']);
    const records = documentRecords(document);
    expect(tableNames.filter((table) => records[table].length === 0)).toEqual([]);
    expect(records.markers).toEqual([{ id: 'm1', atSec: 1.25, name: 'Here' }]);
    expect(soundingNotes(document).map(({ noteId, onsetSec, from }) => [noteId, onsetSec, from])).toEqual([
      ['t1n1', 0.11, 'aligner'],
      ['t2n1', 0.12, 'aligner'],
      ['d1', 0.5, 'person'],
      ['t2n2', 1.31, 'person'],
    ]);
    await cp(join(fixtures, 'v1/toy'), place('toy'), { recursive: true });
    const writing = valueOf(await openProject(place('toy'), 'write'));
    expect(documentText(writing.history.document)).toBe(documentText(document));
    valueOf(await writing.redo());
    valueOf(await writing.close());
    const again = valueOf(await openProject(place('toy'), 'read'));
    expect(again.history.undone).toEqual([]);
    expect(await readdir(place('toy/weights'))).toEqual(['v1-0badcafe.divisi-model']);
  });
});
