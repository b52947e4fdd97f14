import { chmod, readdir, readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { openProject } from '../../../../../electron/backend/project/open-project.ts';
import { documentText } from '../../../../../shared/document/canonical-json.ts';
import { changeOf } from '../../../../../shared/document/patch.ts';
import type { Patch } from '../../../../../shared/document/patch.ts';
import { fullDisk } from '../../../../support/full-disk.ts';
import { useTempFolder } from '../../../../support/temp-folder.ts';
import {
  commitMarkers,
  crashed,
  createToyProject,
  markerPatch,
  markersOf,
  outcomeOf,
  reopen,
  valueOf,
} from '../../../../support/toy-project.ts';

const place = useTempFolder();

/** The super-user may write anywhere. */
async function withoutPrivilege<T>(task: () => Promise<T>): Promise<T> {
  if (process.geteuid?.() !== 0) return task();
  await chmod(place('.'), 0o755);
  process.seteuid?.(65_534);
  try {
    return await task();
  } finally {
    process.seteuid?.(0);
  }
}

describe('Project', () => {
  it('[P1] the snapshot is text with one record a line, and the same document gives the same bytes', async () => {
    const { project } = await createToyProject(place, 'text');
    const { snapshot } = project.layout;
    const before = await readFile(snapshot, 'utf8');
    expect(before.split('\n').slice(0, 5)).toEqual([
      '{',
      '"format": "divisi-project",',
      '"version": 1,',
      '"schema": 1,',
      '"revision": 0,',
    ]);
    expect(JSON.parse(before)).toMatchObject({ format: 'divisi-project', document: { schema: 1 } });
    await commitMarkers(project, 1, 1);
    valueOf(await project.save());
    const after = (await readFile(snapshot, 'utf8')).split('\n');
    const changed = after.filter((line) => !before.split('\n').includes(line));
    // Revision, two sums, the marker and the list that it stands in.
    expect(changed.length).toBeLessThan(8);
    expect(changed).toContain('      {"atSec":1,"id":"m1","name":"Marker 1"}');
    valueOf(await project.undo());
    valueOf(await project.save());
    const again = (await readFile(snapshot, 'utf8')).split('\n');
    expect(again.slice(7)).toEqual(before.split('\n').slice(7));
    valueOf(await project.close());
  });

  it('[P2] what is acknowledged is on the disk; commits build on those that are not yet', async () => {
    const { project } = await createToyProject(place, 'acked');
    const sync: number[] = [];
    const start = project.history.document;
    // A patch that adds a record does not look at the others: all may be on their way together.
    const results = [1, 2, 3, 4, 5].map(async (number) => {
      const result = await project.commit(`Set ${number}`, markerPatch(start, number));
      sync.push((await readFile(project.layout.journal, 'utf8')).split('\n').length - 2);
      return valueOf(result).history.revision;
    });
    const again = project.commit(
      'Move it',
      changeOf(
        valueOf(await project.commit('Set 6', markerPatch(start, 6))).history.document,
        'markers',
        'm1',
        null,
      ),
    );
    expect(await Promise.all(results)).toEqual([1, 2, 3, 4, 5]);
    expect(valueOf(await again).history.revision).toBe(7);
    for (const [index, lines] of sync.entries()) expect(lines).toBeGreaterThan(index);
    const folder = await crashed(project);
    expect(markersOf(valueOf(await openProject(folder, 'read')))).toEqual(['m2', 'm3', 'm4', 'm5', 'm6']);
  });

  it('[P2] a refused patch changes nothing, in memory or on the disk', async () => {
    const { project } = await createToyProject(place, 'refused');
    const { journal } = project.layout;
    const before = await readFile(journal);
    const { document } = project.history;
    expect(outcomeOf(await project.commit('Nothing', []))).toMatch(/^edit-refused/);
    const wrong = markerPatch(document, 1).map((change) => ({
      ...change,
      before: change.after,
    })) as unknown as Patch;
    expect(outcomeOf(await project.commit('Late', wrong))).toMatch(/^conflict/);
    expect(outcomeOf(await project.undo())).toMatch(/^edit-refused/);
    expect(project.history.document).toBe(document);
    expect(await readFile(journal)).toEqual(before);
    valueOf(await project.close());
  });

  it('[P8] a full disk refuses the edit, keeps the project, and takes the edit again later', async () => {
    const { project, folder } = await createToyProject(place, 'full');
    valueOf(await project.close());
    const disk = fullDisk();
    const opened = await reopen(folder, disk);
    await commitMarkers(opened, 1, 2);
    for (const room of [0, 1, 40, 100]) {
      disk.room = room;
      const [first, second] = await Promise.all([
        opened.commit('Set 3', markerPatch(opened.history.document, 3)),
        opened.commit('Set 4', markerPatch(opened.history.document, 4)),
      ]);
      expect(outcomeOf(first)).toMatch(/^disk-full: .*journal\.jsonl/);
      expect(outcomeOf(second)).toMatch(/^disk-full/);
      expect(opened.history.revision).toBe(2);
      const reader = valueOf(await openProject(folder, 'read'));
      expect([markersOf(reader), reader.remarks]).toEqual([['m1', 'm2'], []]);
      expect(outcomeOf(await opened.save())).toMatch(/^disk-full: .*full\.divisi/);
    }
    disk.room = null;
    await commitMarkers(opened, 3, 3);
    valueOf(await opened.close());
    expect((await readdir(folder)).filter((name) => name.endsWith('.partial'))).toEqual([]);
    expect(markersOf(valueOf(await openProject(folder, 'read')))).toEqual(['m1', 'm2', 'm3']);
  });

  it('[P8] a sync that fails is no acknowledgement', async () => {
    const { project, folder } = await createToyProject(place, 'sync');
    valueOf(await project.close());
    const disk = fullDisk();
    const opened = await reopen(folder, disk);
    disk.syncFails = 'EIO';
    expect(outcomeOf(await opened.commit('Set 1', markerPatch(opened.history.document, 1)))).toMatch(
      /^output-unwritable: .*EIO/,
    );
    disk.syncFails = null;
    await commitMarkers(opened, 2, 2);
    valueOf(await opened.close());
    expect(markersOf(valueOf(await openProject(folder, 'read')))).toEqual(['m2']);
  });

  it('[P8] a read-only folder opens for reading only', async () => {
    const { project, folder } = await createToyProject(place, 'locked');
    valueOf(await project.close());
    await chmod(folder, 0o555);
    const outcomes = await withoutPrivilege(async () => [
      outcomeOf(await openProject(folder, 'write')),
      outcomeOf(await openProject(folder, 'read')),
    ]);
    await chmod(folder, 0o755);
    expect(outcomes[0]).toMatch(/^output-unwritable: .*permission denied/);
    expect(outcomes[1]).toBe('ok');
  });

  it('[P2] many edits make a snapshot by themselves, and the journal keeps the last thousand', async () => {
    const { project, folder } = await createToyProject(place, 'many');
    const start = project.history.document;
    const commits = Array.from({ length: 1005 }, (_, index) =>
      project.commit('Set', markerPatch(start, index + 1)),
    );
    for (const commit of commits) valueOf(await commit);
    await commitMarkers(project, 2001, 2002);
    valueOf(await project.save());
    expect(project.savedRevision).toBe(1007);
    await commitMarkers(project, 2003, 2003);
    const { document } = project.history;
    valueOf(await project.close());
    const lines = (await readFile(project.layout.journal, 'utf8')).trimEnd().split('\n');
    expect(lines.length - 1).toBe(1000);
    const again = await reopen(folder);
    expect(documentText(again.history.document)).toBe(documentText(document));
    expect(again.history.done.length).toBe(1000);
    valueOf(await again.close());
  });

  it('[P2] the journal remembers who sent an edit', async () => {
    const { project } = await createToyProject(place, 'sent');
    valueOf(await project.commit('Set', markerPatch(project.history.document, 1), 'window-1/7'));
    valueOf(await project.undo('window-1/8'));
    const again = valueOf(await openProject(await crashed(project), 'read'));
    expect(again.entries.map(({ id, step }) => `${id} ${step.kind} ${step.name}`)).toEqual([
      'window-1/7 edit Set',
      'window-1/8 undo Set',
    ]);
  });
});
