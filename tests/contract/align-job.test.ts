/** An alignment through the service: one edit, which keeps what a person said. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Service } from '../../electron/backend/service/service.ts';
import { documentOf } from '../../shared/document/canonical-json.ts';
import { singleOf } from '../../shared/document/document-state.ts';
import { setAnchor } from '../../shared/document/edits/edit-alignment.ts';
import { recordOf, recordsOf } from '../../shared/document/record-table.ts';
import { commitEdit } from '../support/commit-edit.ts';
import { newProject } from '../support/new-project.ts';
import { connectHere, createService, valueOf } from '../support/service-lines.ts';
import type { AppClient } from '../support/service-lines.ts';
import { writePlayedScale } from '../support/played-files.ts';
import { useTempFolder } from '../support/temp-folder.ts';

const temp = useTempFolder();
const heardAt = (scoreSec: number): number => 0.4 + 1.15 * scoreSec;
/** A little late: only a person would say so. */
const anchor = { id: 'a1', scoreSec: 6, audioSec: 7.36 };

let service: Service;
let client: AppClient;
let project = '';

beforeAll(async () => {
  const piece = await writePlayedScale(temp, heardAt);
  service = createService();
  ({ client } = connectHere(service));
  ({ project } = await newProject(client, temp('project'), piece));
});
afterAll(() => service.close());

const opened = async () => valueOf(await client.call('document.open', { project }));

describe('align', () => {
  it('[RP21] its result is one edit, through the anchor, and undone as one', async () => {
    await commitEdit(client, project, (document) => setAnchor(document, anchor));
    const before = await opened();

    const aligned = valueOf(await client.call('align', { project, aligner: 'dtw', isPartial: false }));
    expect(aligned).toEqual({ kind: 'applied', revision: before.revision + 1 });
    const after = await opened();
    expect(after.done).toEqual([...before.done, 'Align']);
    const document = documentOf(after.records);
    expect(recordOf(document.anchors, 'a1')).toEqual(anchor);
    const { warp } = singleOf(document, 'alignment')!;
    const at = warp.findIndex(([scoreSec]) => scoreSec >= anchor.scoreSec - 1e-6);
    expect(warp[at]![0]).toBeCloseTo(anchor.scoreSec, 2);
    expect(warp[at]![1]).toBeCloseTo(anchor.audioSec, 2);
    expect(document.aligned.size).toBe(document.notes.size);
    let near = 0;
    for (const note of recordsOf(document.notes)) {
      if (note.origin === 'drawn') throw new Error('expected notes of the score');
      const [visit] = recordOf(document.aligned, note.id)!.visits;
      if (Math.abs(visit!.onsetSec - heardAt(note.score.onsetSec)) < 0.05) near++;
    }
    expect(near / document.notes.size).toBeGreaterThan(0.85);

    valueOf(await client.call('document.undo', { project, id: 'test:2' }));
    const back = await opened();
    expect(back.records).toEqual(before.records);
    expect(back.undone.at(-1)).toBe('Align');
    valueOf(await client.call('document.redo', { project, id: 'test:3' }));
    expect((await opened()).records).toEqual(after.records);
  });
});
