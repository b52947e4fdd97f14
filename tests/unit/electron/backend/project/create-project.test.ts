import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createProject } from '../../../../../electron/backend/project/create-project.ts';
import { findMedia } from '../../../../../electron/backend/project/find-media.ts';
import { openProject } from '../../../../../electron/backend/project/open-project.ts';
import { saveProjectAs } from '../../../../../electron/backend/project/save-project-as.ts';
import { recordingOf, singleOf } from '../../../../../shared/document/document-state.ts';
import { orderedGroups } from '../../../../../shared/document/note-groups.ts';
import { fullDisk } from '../../../../support/full-disk.ts';
import { useTempFolder } from '../../../../support/temp-folder.ts';
import {
  commitMarkers,
  createToyProject,
  markersOf,
  outcomeOf,
  reopen,
  valueOf,
} from '../../../../support/toy-project.ts';

const place = useTempFolder();
const hooks = { signal: new AbortController().signal, warn: () => {} };

describe('createProject', () => {
  it('[P11] refers to the recording, copies the score, and makes groups of rules', async () => {
    const { project, folder } = await createToyProject(place, 'refers', { groups: { kind: 'hands' } });
    const { document } = project.history;
    expect(recordingOf(document).file).toMatchObject({
      place: 'outside',
      path: '../refers.wav',
      bytes: 64_058,
    });
    expect(recordingOf(document)).toMatchObject({ sampleRate: 8000, channels: 1, lengthSamples: 16_000 });
    expect(singleOf(document, 'score')?.file).toMatchObject({
      place: 'inside',
      path: 'media/score/refers.mid',
    });
    expect(await readFile(join(folder, 'media/score/refers.mid'))).toEqual(
      await readFile(place('refers.mid')),
    );
    expect(orderedGroups(document).map(({ name, rule }) => [name, rule])).toEqual([
      ['right', [{ tracks: [1] }]],
      ['left', [{ tracks: [2] }]],
    ]);
    await project.close();
    expect((await readdir(folder)).sort()).toEqual(['journal.jsonl', 'media', 'refers.divisi']);
  });

  it('[P11] with a copy of the recording the folder may move anywhere', async () => {
    const { project, folder } = await createToyProject(place, 'copied', { copiesRecording: true });
    await project.close();
    await mkdir(place('far'));
    await rename(folder, place('far/away'));
    await rm(place('copied.wav'));
    const moved = valueOf(await openProject(place('far/away'), 'read'));
    const { file } = recordingOf(moved.history.document);
    const found = valueOf(await findMedia(place('far/away'), file, 'recording', hooks.signal));
    expect(found).toEqual({ file: place('far/away/media/recording/copied.wav'), isMoved: false });
  });

  it('[P11] a failure leaves nothing, not even the folders on the way', async () => {
    const { project, piece } = await createToyProject(place, 'source');
    await project.close();
    const order = {
      ...piece,
      folder: place('new/deep/project'),
      groups: { kind: 'tracks' },
      copiesRecording: true,
    } as const;
    for (const [changes, outcome] of [
      [{ recordingPath: place('none.wav') }, /^file-missing: .*none\.wav/],
      [{ scorePath: place('source.wav') }, /^score-format: .*source\.wav/],
      [{ groups: { kind: 'hands', splitPitch: 0 } as const }, /^group-empty/],
      [{ folder: place('source') }, /^project-exists: .*source" is not empty/],
      [{ folder: place('source.wav') }, /^project-exists: .*is a file/],
      [{ folder: place('source.wav/inside') }, /^output-unwritable/],
    ] as const) {
      expect(outcomeOf(await createProject({ ...order, ...changes }, hooks))).toMatch(outcome);
    }
    for (const room of [0, 10, 1000, 64_500]) {
      const disk = fullDisk();
      disk.room = room;
      expect(outcomeOf(await createProject(order, hooks, disk))).toMatch(/^disk-full/);
    }
    const stopped = { signal: AbortSignal.abort(), warn: () => {} };
    expect(outcomeOf(await createProject(order, stopped))).toMatch(/^cancelled/);
    expect((await readdir(place('.'))).filter((name) => name.startsWith('new'))).toEqual([]);
    expect((await readdir(place('.'))).filter((name) => name.endsWith('.partial'))).toEqual([]);
  });

  it('[P11] an empty folder is taken, and so is what a crash left', async () => {
    const { project, piece } = await createToyProject(place, 'again');
    await project.close();
    await mkdir(place('empty'));
    await mkdir(place('empty.partial/media'), { recursive: true });
    await writeFile(place('empty.partial/media/old'), 'of a crash');
    const order = {
      ...piece,
      folder: place('empty'),
      groups: { kind: 'tracks' },
      copiesRecording: false,
    } as const;
    valueOf(await valueOf(await createProject(order, hooks)).close());
    expect((await readdir(place('empty'))).sort()).toEqual(['empty.divisi', 'journal.jsonl', 'media']);
    expect(await readdir(place('.'))).not.toContain('empty.partial');
  });
});

describe('saveProjectAs', () => {
  it('[P11] a copy stands on its own; the original stays as it is', async () => {
    const { project, folder } = await createToyProject(place, 'original');
    await commitMarkers(project, 1, 2);
    await mkdir(place('elsewhere'));
    const copy = valueOf(await saveProjectAs(project, place('elsewhere/copy')));
    expect(markersOf(copy)).toEqual(['m1', 'm2']);
    expect(copy.history).toMatchObject({ revision: 0, done: [] });
    const { file } = recordingOf(copy.history.document);
    expect(file).toMatchObject({ place: 'outside', path: '../../original.wav' });
    await commitMarkers(copy, 3, 3);
    valueOf(await copy.close());
    expect(markersOf(project)).toEqual(['m1', 'm2']);
    expect(outcomeOf(await saveProjectAs(project, place('elsewhere/copy')))).toMatch(/^project-exists/);
    valueOf(await project.close());
    await rm(folder, { recursive: true });
    const again = await reopen(place('elsewhere/copy'));
    expect(markersOf(again)).toEqual(['m1', 'm2', 'm3']);
    const score = singleOf(again.history.document, 'score')!.file;
    expect((await findMedia(again.layout.folder, score, 'score', hooks.signal)).ok).toBe(true);
    valueOf(await again.close());
  });
});
