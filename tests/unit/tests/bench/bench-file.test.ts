import { readFile, writeFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { BenchFile } from '../../../bench/bench-file.ts';
import { benchRow } from '../../../support/bench-rows.ts';
import { useTempFolder } from '../../../support/temp-folder.ts';

const place = useTempFolder();

async function openFile(name: string): Promise<BenchFile> {
  const opened = await BenchFile.open(place(name));
  if (!opened.ok) throw new Error(opened.error.message);
  return opened.value;
}

describe('BenchFile', () => {
  it('[Q1] a row is on the disk as soon as it is added, and known when the file is opened again', async () => {
    const file = await openFile('rows.json');
    const row = benchRow({ piece: 'one' });
    expect(file.has(row)).toBe(false);
    expect((await file.add(row)).ok).toBe(true);
    const again = await openFile('rows.json');
    expect(again.rows).toEqual([row]);
    expect(again.has(row)).toBe(true);
  });

  it('[Q1] other settings, seeds or conditions are other rows; the order of the settings is not', async () => {
    const file = await openFile('identity.json');
    const row = benchRow({ settings: { excerpt: '0-40', labels: { units: 4, freeUnits: 0 } } });
    await file.add(row);
    expect(file.has({ ...row, settings: { labels: { freeUnits: 0, units: 4 }, excerpt: '0-40' } })).toBe(
      true,
    );
    expect(file.has({ ...row, settings: { ...row.settings, excerpt: 'whole' } })).toBe(false);
    expect(file.has({ ...row, seed: 2 })).toBe(false);
    expect(file.has({ ...row, condition: '50 ms' })).toBe(false);
  });

  it('adding a row of known identity replaces it', async () => {
    const file = await openFile('again.json');
    await file.add(benchRow({ figures: { nsdr: 1 } }));
    await file.add(benchRow({ figures: { nsdr: 2 } }));
    expect(file.rows.map(({ figures }) => figures['nsdr'])).toEqual([2]);
    expect(JSON.parse(await readFile(place('again.json'), 'utf8'))).toEqual({ rows: file.rows });
  });

  it('never overwrites a file that is not its own', async () => {
    await writeFile(place('other.json'), '{"name": "something else"}');
    await writeFile(place('text.json'), 'not JSON');
    for (const name of ['other.json', 'text.json']) {
      const opened = await BenchFile.open(place(name));
      expect(!opened.ok && opened.error.code).toBe('bad-usage');
    }
  });
});
