import { mkdir, readdir, readFile, rename, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  nodeOutputFileSystem,
  partialPath,
} from '../../../../../electron/backend/engine/audio/output-file.ts';
import { namedTogether } from '../../../../../electron/backend/engine/audio/set-note.ts';
import { removeLeftovers } from '../../../../../electron/backend/project/remove-leftovers.ts';
import { planVersion, versionEdit } from '../../../../../electron/backend/project/project-version.ts';
import type { Project } from '../../../../../electron/backend/project/project.ts';
import { deleteVersion } from '../../../../../shared/document/edits/edit-project.ts';
import { useTempFolder } from '../../../../support/temp-folder.ts';
import { commitMarkers, createToyProject, reopen, valueOf } from '../../../../support/toy-project.ts';

const place = useTempFolder();
const { signal } = new AbortController();

/** A version with weights of three bytes. */
async function addVersion(project: Project): Promise<string> {
  const { layout, history } = project;
  const planned = planVersion(layout, history.document, history.revision, null);
  await mkdir(layout.weights, { recursive: true });
  await writeFile(planned.weightsPath, 'abc');
  const report = {
    lossCurve: [
      { epoch: 1, sec: 1, cost: 2 },
      { epoch: 2, sec: 2, cost: NaN },
    ],
    epochs: 2,
    remarks: [],
    trainSec: 2,
    quality: { nullDb: -140, residualDb: -20 },
    isWarm: false,
    isCutShort: false,
  };
  const edit = valueOf(
    await versionEdit(history.document, planned, report, '2026-01-02T03:04:05.000Z', signal),
  );
  valueOf(await project.commit(edit.name, edit.patch));
  return planned.id;
}

describe('versions', () => {
  it('[P12] a version names its weights, and numbers rise', async () => {
    const { project, folder } = await createToyProject(place, 'named');
    expect(await addVersion(project)).toBe('v1');
    expect(await addVersion(project)).toBe('v2');
    valueOf(await project.close());
    const again = await reopen(folder);
    expect(again.remarks).toEqual([]);
    expect((await readdir(join(folder, 'weights'))).length).toBe(2);
    expect(again.history.document.versions.size).toBe(2);
    valueOf(await again.close());
  });

  it('[P12] weights stay while an undo leads back to them, and go with the edits that do', async () => {
    const { project, folder } = await createToyProject(place, 'reach');
    const id = await addVersion(project);
    const gone = valueOf(deleteVersion(project.history.document, id));
    valueOf(await project.commit(gone.name, gone.patch));
    await writeFile(join(folder, 'weights/v9-00000000.divisi-model'), 'of a training that was killed');
    await writeFile(join(folder, 'weights/v9-00000000.divisi-model.partial'), 'half');
    await writeFile(join(folder, 'weights/notes.txt'), 'mine');
    valueOf(await project.close());
    const reachable = await reopen(folder);
    expect((await readdir(join(folder, 'weights'))).length).toBe(2);
    valueOf(await reachable.undo());
    expect(reachable.history.document.versions.size).toBe(1);
    valueOf(await reachable.redo());
    // The journal keeps a thousand edits: this one leaves it.
    const { document } = reachable.history;
    const edits = Array.from({ length: 1001 }, (_, index) => {
      const marker = { id: 'm1', atSec: index, name: 'Marker' };
      const before = index === 0 ? null : { ...marker, atSec: index - 1 };
      return reachable.commit('Move', [{ table: 'markers', id: 'm1', before, after: marker }]);
    });
    expect(document.markers.size).toBe(0);
    await Promise.all(edits);
    valueOf(await reachable.close());
    const later = await reopen(folder);
    await commitMarkers(later, 2, 2);
    valueOf(await later.save());
    await commitMarkers(later, 3, 3);
    valueOf(await later.close());
    valueOf(await (await reopen(folder)).close());
    expect(await readdir(join(folder, 'weights'))).toEqual(['notes.txt']);
  });
});

describe('exports that were cut off', () => {
  const later = (layout: Project['layout'], minutes: number): Promise<void> =>
    removeLeftovers(layout, Date.now() + minutes * 60_000);

  it('[P21] a set whose naming was cut off is finished, in any folder of the exports', async () => {
    const { project } = await createToyProject(place, 'cut');
    const { layout } = project;
    const set = join(layout.exports, 'First', 'stems');
    await mkdir(set, { recursive: true });
    const names = ['a.wav', 'b.wav', 'c.wav'];
    // As a rendering that is killed between two names leaves it.
    for (const name of names) await writeFile(partialPath(join(set, name)), name);
    await expect(
      namedTogether(
        names.map((name) => join(set, name)),
        { ...nodeOutputFileSystem, remove: () => Promise.resolve() },
        async () => {
          await rename(partialPath(join(set, 'a.wav')), join(set, 'a.wav'));
          throw new Error('killed');
        },
      ),
    ).rejects.toThrow('killed');
    await later(layout, 0.5);
    expect(await readdir(set)).toHaveLength(4);
    await later(layout, 2);
    expect((await readdir(set)).sort()).toEqual(names);
    for (const name of names) expect(await readFile(join(set, name), 'utf8')).toBe(name);
    valueOf(await project.close());
  });

  it('[P21] half-written files go when nobody writes them, and folders that held nothing else', async () => {
    const { project } = await createToyProject(place, 'half');
    const { layout } = project;
    await mkdir(join(layout.exports, 'First'), { recursive: true });
    await mkdir(join(layout.exports, 'Second'));
    await writeFile(join(layout.exports, 'First', 'a.wav.partial'), 'half');
    await writeFile(join(layout.exports, 'Second', 'a.wav.partial'), 'half');
    await writeFile(join(layout.exports, 'Second', 'mine.txt'), 'mine');
    const outside = place('outside');
    await mkdir(outside);
    await writeFile(join(outside, 'a.wav.partial'), 'not ours');
    await symlink(outside, join(layout.exports, 'link'));
    await later(layout, 5);
    expect(await readdir(join(layout.exports, 'First'))).toEqual(['a.wav.partial']);
    await later(layout, 11);
    expect((await readdir(layout.exports)).sort()).toEqual(['Second', 'link']);
    expect(await readdir(join(layout.exports, 'Second'))).toEqual(['mine.txt']);
    expect(await readdir(outside)).toEqual(['a.wav.partial']);
    valueOf(await project.close());
  });

  it('[P10] a note that names files elsewhere names none', async () => {
    const { project } = await createToyProject(place, 'hostile');
    const { layout } = project;
    await mkdir(layout.exports, { recursive: true });
    await writeFile(join(layout.folder, 'x.partial'), 'x');
    for (const [index, text] of ['["../x"]', '["/etc/x", 7, "", ".."]', '{', '{"a":1}'].entries()) {
      await writeFile(join(layout.exports, `.divisi-set-${index}`), text);
    }
    await later(layout, 2);
    expect(await readdir(layout.exports)).toEqual([]);
    expect(await readdir(layout.folder)).not.toContain('x');
    valueOf(await project.close());
  });
});
