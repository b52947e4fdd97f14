import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { describe, expect, it } from 'vitest';
import { nodeOutputFileSystem } from '../../../../../../electron/backend/engine/audio/output-file.ts';
import type { OutputFileSystem } from '../../../../../../electron/backend/engine/audio/output-file.ts';
import { isSetNote } from '../../../../../../electron/backend/engine/audio/set-note.ts';
import { runExport } from '../../../../../../electron/backend/engine/export/run-export.ts';
import { fixedWorld, fullRequest } from '../../../../../support/export-fixture.ts';
import { lean, unwrap, useExports } from '../../../../../support/export-runs.ts';
import { failingDisk } from '../../../../../support/failing-disk.ts';

const { inFolder, run, session } = useExports({ seconds: 2.5 });

describe('the files of an export', () => {
  it('[EX55] nothing is replaced unasked, and no source ever', async () => {
    await mkdir(inFolder('kept'));
    await writeFile(inFolder('kept/README.txt'), 'mine');
    const refused = await run(session(), 'kept', lean);
    expect(refused).toMatchObject({ ok: false, error: { code: 'output-exists' } });
    expect(await readdir(inFolder('kept'))).toEqual(['README.txt']);
    unwrap(await run(session(), 'kept', { ...lean, force: true }));
    const own = {
      ...session(),
      recording: { ...session().recording, path: inFolder('kept/Für Elise - mix.wav') },
    };
    const mixes = [{ name: 'mix', format: 'wav' as const, bits: '24' as const, without: [] }];
    expect(await run(own, 'kept', { ...lean, mixes, force: true })).toMatchObject({
      ok: false,
      error: { code: 'bad-usage' },
    });
  });

  it('[EX55] a disk without room is told before anything is written', async () => {
    const full = await run(session(), 'room', {}, { freeSpace: () => Promise.resolve(1000) });
    expect(full).toMatchObject({ ok: false, error: { code: 'disk-full' } });
    await expect(readdir(inFolder('room'))).rejects.toThrow();
  });

  it.each([
    ['open', ''],
    ['write', '02 Bass'],
    ['sync', 'mix'],
    ['rename', '.rpp'],
  ] as const)('[EX56] a disk that fails at %s (%s) leaves no file', async (step, matches) => {
    const failed = await run(
      session(),
      `fail-${step}`,
      {},
      { fileSystem: failingDisk(step, 'ENOSPC', { matches }) },
    );
    expect(failed).toMatchObject({ ok: false, error: { code: 'disk-full' } });
    await expect(readdir(inFolder(`fail-${step}`))).rejects.toThrow();
  });

  it.each(['write', 'check', 'sessions'] as const)(
    '[EX56] a stop while it is at %s leaves no file',
    async (phase) => {
      const stop = new AbortController();
      const hooks = {
        signal: stop.signal,
        onProgress: (now: string) => {
          if (now === phase) stop.abort();
        },
      };
      const stopped = await runExport(session(), fullRequest(inFolder(`stop-${phase}`)), hooks, fixedWorld);
      expect(stopped).toMatchObject({ ok: false, error: { code: 'cancelled' } });
      await expect(readdir(inFolder(`stop-${phase}`))).rejects.toThrow();
    },
  );

  it('[EX68] a process that is killed at any moment leaves no final name on a file that is not whole', async () => {
    const folder = inFolder('killed');
    const order: string[] = [];
    const names = async (): Promise<string[]> => (await readdir(folder).catch(() => [])).sort();
    const seen: string[][] = [];
    const look = async (): Promise<void> => void seen.push(await names());
    const watched: OutputFileSystem = {
      async open(path) {
        await look();
        const handle = await nodeOutputFileSystem.open(path);
        return {
          ...handle,
          async write(bytes, offset, length, position) {
            await look();
            return handle.write(bytes, offset, length, position);
          },
        };
      },
      async rename(from, to) {
        order.push(basename(to));
        await nodeOutputFileSystem.rename(from, to);
      },
      remove: (path) => nodeOutputFileSystem.remove(path),
    };
    const report = unwrap(await run(session(), 'killed', {}, { fileSystem: watched }));
    expect(seen.length).toBeGreaterThan(20);
    const isNamed = (name: string): boolean => !name.endsWith('.partial') && !isSetNote(name);
    for (const files of seen) expect(files.filter(isNamed)).toEqual([]);
    expect(order.at(-1)).toBe('README.txt');
    expect(await names()).toHaveLength(report.sounds.length + report.files.length);
  });
});
