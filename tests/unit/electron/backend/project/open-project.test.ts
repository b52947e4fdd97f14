import { appendFile, readdir, readFile, rename, rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openProject } from '../../../../../electron/backend/project/open-project.ts';
import type { PlacedRecord } from '../../../../../shared/document/migrations/migrate.ts';
import { documentText } from '../../../../../shared/document/canonical-json.ts';
import { useTempFolder } from '../../../../support/temp-folder.ts';
import {
  commitMarkers,
  crashed,
  createToyProject,
  markersOf,
  outcomeOf,
  reopen,
  valueOf,
} from '../../../../support/toy-project.ts';

const place = useTempFolder();

/** A project whose snapshot has m1 and m2, its previous one m1, and its journal m2 to m4; closed by a crash. */
async function crashedProject(name: string): Promise<{ folder: string; journal: string; snapshot: string }> {
  const { project } = await createToyProject(place, name);
  await commitMarkers(project, 1, 1);
  valueOf(await project.save());
  await commitMarkers(project, 2, 2);
  valueOf(await project.save());
  await commitMarkers(project, 3, 4);
  const folder = await crashed(project);
  return { folder, journal: join(folder, 'journal.jsonl'), snapshot: join(folder, `${name}.divisi`) };
}

async function damage(file: string, at: (bytes: Buffer) => number): Promise<void> {
  const bytes = await readFile(file);
  bytes[at(bytes)]! ^= 1;
  await rm(file);
  await writeFile(file, bytes);
}

describe('openProject', () => {
  it('[P2] is snapshot and journal, with what can be undone and redone', async () => {
    const { project } = await createToyProject(place, 'whole');
    await commitMarkers(project, 1, 3);
    valueOf(await project.undo());
    valueOf(await project.save());
    await commitMarkers(project, 4, 4);
    valueOf(await project.undo());
    const { history } = project;
    const again = await reopen(await crashed(project));
    expect(documentText(again.history.document)).toBe(documentText(history.document));
    expect(again.history).toMatchObject({ revision: 6, done: history.done, undone: history.undone });
    expect(again.history.done.map(({ name }) => name)).toEqual(['Set marker 1', 'Set marker 2']);
    expect(again.remarks).toEqual([]);
    valueOf(await again.redo());
    expect(markersOf(again)).toEqual(['m1', 'm2', 'm4']);
    valueOf(await again.close());
  });

  it('[P2] the undo list reaches back over saves and closes', async () => {
    const { project, folder } = await createToyProject(place, 'closed');
    await commitMarkers(project, 1, 2);
    valueOf(await project.close());
    for (let number = 3; number < 6; number++) {
      const next = await reopen(folder);
      await commitMarkers(next, number, number);
      valueOf(await next.undo());
      valueOf(await next.close());
    }
    const again = await reopen(folder);
    expect(again.history).toMatchObject({ revision: 8, undone: [{ name: 'Set marker 5' }] });
    expect(again.history.done.length).toBe(2);
    valueOf(await again.undo());
    expect(markersOf(again)).toEqual(['m1']);
    valueOf(await again.close());
  });

  it('[P3] an edit that was cut off is left out; the next one takes its place', async () => {
    const { folder, journal } = await crashedProject('cut');
    const { length } = await readFile(journal);
    await truncate(journal, length - 9);
    const project = await reopen(folder);
    expect(markersOf(project)).toEqual(['m1', 'm2', 'm3']);
    expect(project.remarks.join()).toMatch(/last edit .* was cut off/);
    await commitMarkers(project, 5, 5);
    const again = await reopen(await crashed(project));
    expect(markersOf(again)).toEqual(['m1', 'm2', 'm3', 'm5']);
    expect(again.remarks).toEqual([]);
    await again.close();
  });

  it('[P3] however many bytes of the journal are there, the project opens with the edits that are whole', async () => {
    const { folder, journal } = await crashedProject('prefixes');
    const bytes = await readFile(journal);
    // The snapshot has m1 and m2, whatever the journal says.
    const headerEnd = bytes.indexOf(0x0a) + 1;
    const ends = [...bytes.keys()].filter((at) => bytes[at] === 0x0a).map((at) => at + 1);
    const snapshotLine = ends.findIndex((end) => bytes.subarray(0, end).includes('Marker 2'));
    for (let cut = 0; cut <= bytes.length; cut++) {
      await writeFile(journal, bytes.subarray(0, cut));
      const opened = await openProject(folder, 'read');
      const whole = ends.filter((end) => end <= cut).length - 1 - snapshotLine;
      const expected = ['m1', 'm2', 'm3', 'm4'].slice(0, 2 + Math.max(0, whole));
      expect([cut, outcomeOf(opened)]).toEqual([cut, 'ok']);
      expect([cut, markersOf(valueOf(opened))]).toEqual([cut, expected]);
      if (cut >= headerEnd && !ends.includes(cut)) expect(valueOf(opened).remarks).not.toEqual([]);
    }
  });

  it('[P4] a damaged edit ends the replay; the journal as it was is kept beside', async () => {
    const { folder, journal } = await crashedProject('middle');
    await damage(journal, (bytes) => bytes.lastIndexOf('Marker 3'));
    const before = await readFile(journal);
    const reading = valueOf(await openProject(folder, 'read'));
    expect(reading.remarks.join()).toMatch(/damaged after edit 2: later edits are left out/);
    expect(await readdir(folder)).not.toContain('journal.jsonl.damaged');
    const project = await reopen(folder);
    expect(markersOf(project)).toEqual(['m1', 'm2']);
    expect(await readFile(join(folder, 'journal.jsonl.damaged'))).toEqual(before);
    await commitMarkers(project, 6, 6);
    await project.close();
    const again = await reopen(folder);
    expect(markersOf(again)).toEqual(['m1', 'm2', 'm6']);
    expect(again.remarks).toEqual([]);
    await again.close();
  });

  it('[P4] damage before what the snapshot holds loses nothing', async () => {
    const { folder, journal } = await crashedProject('covered');
    await damage(journal, (bytes) => bytes.indexOf('Marker 2'));
    const project = await reopen(folder);
    expect(markersOf(project)).toEqual(['m1', 'm2', 'm3', 'm4']);
    expect(project.remarks.join()).toMatch(/nothing is lost/);
    await project.close();
    expect(valueOf(await openProject(folder, 'read')).remarks).toEqual([]);
  });

  it('[P5] a journal or snapshot of a newer version is refused, and left alone', async () => {
    const { folder, journal, snapshot } = await crashedProject('newer');
    const files = await readdir(folder);
    const text = await readFile(journal, 'utf8');
    for (const newer of ['"version":1', '"schema":1'].map((now) =>
      text.replace(now, now.replace('1', '2')),
    )) {
      await writeFile(journal, newer);
      for (const access of ['read', 'write'] as const) {
        expect(outcomeOf(await openProject(folder, access))).toMatch(/^project-newer: .*journal\.jsonl/);
      }
      expect(await readFile(journal, 'utf8')).toBe(newer);
    }
    await writeFile(journal, text);
    const content = await readFile(snapshot, 'utf8');
    for (const newer of [
      content.replace('"version": 1', '"version": 2'),
      content.replace('"schema": 1', '"schema": 2'),
      '{"format":"divisi-project","version":3,"other":[]}',
    ]) {
      await rm(snapshot);
      await writeFile(snapshot, newer);
      expect(outcomeOf(await openProject(folder, 'write'))).toMatch(/^project-newer: .*newer\.divisi/);
      expect(await readFile(snapshot, 'utf8')).toBe(newer);
    }
    expect((await readdir(folder)).sort()).toEqual(files.sort());
  });

  it('[P7] a damaged snapshot: the one before it and the journal lose nothing', async () => {
    for (const at of [0, 40, 300, 1500, -1]) {
      const { folder, snapshot } = await crashedProject(`snapshot${at}`);
      await damage(snapshot, (bytes) => (at < 0 ? bytes.length - 1 : at));
      const damaged = await readFile(snapshot);
      const project = await reopen(folder);
      expect(markersOf(project)).toEqual(['m1', 'm2', 'm3', 'm4']);
      expect(project.remarks.join()).toMatch(/The snapshot before it is used/);
      expect(await readFile(`${snapshot}.damaged`)).toEqual(damaged);
      valueOf(await project.close());
      expect(valueOf(await openProject(folder, 'read')).remarks).toEqual([]);
    }
  });

  it('[P7] a missing snapshot likewise; without either the project is damaged', async () => {
    const { folder, snapshot } = await crashedProject('missing');
    await rename(snapshot, place('elsewhere.divisi'));
    expect(markersOf(valueOf(await openProject(folder, 'read')))).toEqual(['m1', 'm2', 'm3', 'm4']);
    await rename(place('elsewhere.divisi'), snapshot);
    for (const file of [snapshot, `${snapshot}.previous`]) await truncate(file, 200);
    expect(outcomeOf(await openProject(folder, 'write'))).toMatch(/^project-damaged: .*missing\.divisi/);
  });

  it('[P7] a journal that is missing, or another project’s, is told and replaced', async () => {
    const { folder, journal } = await crashedProject('foreign');
    const other = await crashedProject('other');
    await rm(journal);
    expect(valueOf(await openProject(folder, 'read')).remarks.join()).toMatch(/There is no journal/);
    await writeFile(
      journal,
      (await readFile(other.journal, 'utf8')).replace(/"sum":"0{16}"/, '"sum":"1111111111111111"'),
    );
    const foreign = (await readFile(journal, 'utf8')).split('\n');
    await writeFile(journal, `${foreign[0]}\n`);
    const project = await reopen(folder);
    expect(project.remarks.join()).toMatch(/does not continue the snapshot/);
    expect(markersOf(project)).toEqual(['m1', 'm2']);
    expect(await readdir(folder)).toContain('journal.jsonl.damaged');
    await commitMarkers(project, 7, 7);
    await project.close();
    expect(markersOf(valueOf(await openProject(folder, 'read')))).toEqual(['m1', 'm2', 'm7']);
  });

  it('[P14] an older schema is migrated; the files as they were are kept beside', async () => {
    const { folder, journal, snapshot } = await crashedProject('older');
    const before = [await readFile(snapshot), await readFile(journal)];
    // In a schema 2 that never was, markers are told by their names.
    const rename = ({ table, record }: PlacedRecord): PlacedRecord =>
      table === 'markers'
        ? { table, record: { ...record, name: `Two ${String(record['name'])}` } }
        : { table, record };
    const schemas = { present: 2, migrations: [{ from: 1, migrate: rename }] };
    const project = valueOf(await openProject(folder, 'write', undefined, schemas));
    expect(documentText(project.history.document).match(/"name":"Two Marker \d"/g)?.length).toBe(4);
    expect(project.history.done.map(({ name }) => name)).toContain('Set marker 4');
    expect(project.remarks.join()).toMatch(
      /kept as ".*older\.divisi\.schema-1".*kept as ".*journal\.jsonl\.schema-1"/s,
    );
    expect([await readFile(`${snapshot}.schema-1`), await readFile(`${journal}.schema-1`)]).toEqual(before);
    expect(await readFile(`${snapshot}.previous`)).toEqual(await readFile(snapshot));
    valueOf(await project.close());
  });

  it('[P6] two at once: the second is told who has it; reading needs no lock', async () => {
    const { project, folder } = await createToyProject(place, 'two');
    await commitMarkers(project, 1, 1);
    expect(outcomeOf(await openProject(folder, 'write'))).toMatch(
      new RegExp(`^project-locked: The project is open in process ${process.pid}, since`),
    );
    const reader = valueOf(await openProject(folder, 'read'));
    expect(markersOf(reader)).toEqual(['m1']);
    expect(outcomeOf(await reader.commit('x', []))).toMatch(/^output-unwritable: .*opened for reading only/);
    valueOf(await reader.close());
    valueOf(await project.close());
    valueOf(await (await reopen(folder)).close());
    expect(await readdir(folder)).not.toContain('project.lock');
  });

  it('[P1] a folder without a project, a file, and two projects in one folder are named', async () => {
    expect(outcomeOf(await openProject(place('nowhere'), 'read'))).toMatch(/^project-missing: .*nowhere/);
    expect(outcomeOf(await openProject(place('.'), 'read'))).toMatch(/^project-missing: .*no \.divisi/);
    const { folder, snapshot } = await crashedProject('double');
    expect(outcomeOf(await openProject(snapshot, 'read'))).toMatch(/^project-missing: .*is a file/);
    await appendFile(join(folder, 'second.divisi'), '');
    expect(outcomeOf(await openProject(folder, 'read'))).toMatch(
      /^project-damaged: .*"double\.divisi", "second\.divisi"/,
    );
  });
});
