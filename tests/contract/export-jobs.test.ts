/** Exports behind the contract, with a real engine; over HTTP and a WebSocket where bytes travel. */
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { nodeOutputFileSystem } from '../../electron/backend/engine/audio/output-file.ts';
import { exportDefaults } from '../../shared/contract/export-calls.ts';
import type { ExportChoice, ExportParams } from '../../shared/contract/export-calls.ts';
import type { StepProgress } from '../../shared/contract/engine-state.ts';
import { recordingOf } from '../../shared/document/document-state.ts';
import { soundingNotes } from '../../shared/document/note-times.ts';
import { documentOf } from '../../shared/document/canonical-json.ts';
import { setChannels } from '../../shared/document/edits/edit-mix.ts';
import { setLoop } from '../../shared/document/edits/edit-timeline.ts';
import type { LoopbackSession } from '../support/loopback-session.ts';
import { newProject } from '../support/new-project.ts';
import { valueOf } from '../support/service-lines.ts';
import type { AppClient } from '../support/service-lines.ts';
import { useTempFolder } from '../support/temp-folder.ts';
import { openTrainedProject } from '../support/trained-project.ts';
import type { TrainedProject } from '../support/trained-project.ts';

const temp = useTempFolder();

let trained: TrainedProject;
let session: LoopbackSession;
let client: AppClient;
let edit: TrainedProject['edit'];
let project = '';
let exportsFolder = '';
/** Before an exported file is begun. */
let beforeOpen = (): Promise<void> => Promise.resolve();

function ask(changes: Partial<ExportChoice>, versionId = 'v1'): ExportParams {
  return { project, versionId, choice: { ...exportDefaults, ...changes } };
}

/** Files below a folder, those of its folders too. */
async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  return entries.filter((entry) => entry.isFile()).map(({ name }) => name);
}

beforeAll(async () => {
  const open: typeof nodeOutputFileSystem.open = async (path) => {
    await beforeOpen();
    return nodeOutputFileSystem.open(path);
  };
  trained = await openTrainedProject(temp, { exportDisk: { fileSystem: { ...nodeOutputFileSystem, open } } });
  ({ session, client, project, exportsFolder, edit } = trained);
});
afterAll(() => trained.close());

describe('exports', () => {
  it('[EX63] writes what the preview names, with progress from 0 to 1, and gives every file by its address', async () => {
    const preview = valueOf(await client.call('export.preview', ask({})));
    expect(await filesIn(exportsFolder)).toEqual([]);
    expect(preview.files.every(({ exists }) => !exists)).toBe(true);
    const steps: StepProgress[] = [];
    const { report, files } = valueOf(
      await client.call('export', ask({}), { onProgress: (step) => steps.push(step) }),
    );
    expect(report.folder).toBe(preview.folder);
    // The masks of this piece leave nothing, which shows only when it is rendered.
    const named = preview.files.map(({ name }) => name).filter((name) => !name.includes('residual'));
    expect((await filesIn(exportsFolder)).sort()).toEqual([...named].sort());
    expect(report.nullDepthDb).toBeLessThan(-110);
    const fractions = steps.filter(({ phase }) => phase !== 'start').map(({ fraction }) => fraction);
    expect(fractions).toEqual([...fractions].sort((a, b) => a - b));
    expect(fractions.at(-1)).toBeGreaterThan(0.9);
    expect(files.flatMap(({ stem }) => (stem === null ? [] : [stem]))).toEqual(['g1', 'g2']);
    for (const { name, resource } of files) {
      const answer = await session.get(resource ?? '');
      expect([name, answer.status]).toEqual([name, 200]);
      expect(Buffer.from(await answer.arrayBuffer())).toEqual(await readFile(join(report.folder, name)));
    }
    const previewed = new Map(preview.files.map(({ name, bytes }) => [name, bytes]));
    for (const { file } of report.sounds) {
      const { length } = await readFile(file);
      expect(Math.abs(length - previewed.get(basename(file))!)).toBeLessThan(70_000);
    }
  });

  it('[EX51] stem and notes as performed, taken in as a new project, agree to the sample', async () => {
    const choice = { folder: 'again', withOriginal: true, sessions: [] } as const;
    const { report } = valueOf(await client.call('export', ask(choice)));
    const created = await newProject(client, temp('again'), {
      recordingPath: report.sounds.find(({ kind }) => kind === 'stem')!.file,
      scorePath: report.files.find((file) => file.endsWith('performed.mid'))!,
    });
    const [before, after] = await Promise.all(
      [project, created.project].map(async (handle) => {
        const { records } = valueOf(await client.call('document.open', { project: handle }));
        const document = documentOf(records);
        const onsets = soundingNotes(document).map(({ onsetSec, pitchMidi }) => ({ onsetSec, pitchMidi }));
        return { onsets, recording: recordingOf(document) };
      }),
    );
    const { sampleRate, lengthSamples } = before!.recording;
    expect(after!.recording).toMatchObject({ sampleRate, lengthSamples });
    expect(after!.onsets.map(({ pitchMidi }) => pitchMidi)).toEqual(
      before!.onsets.map(({ pitchMidi }) => pitchMidi),
    );
    after!.onsets.forEach(({ onsetSec }, i) =>
      expect(Math.abs(onsetSec - before!.onsets[i]!.onsetSec)).toBeLessThan(1 / sampleRate),
    );
    valueOf(await client.call('project.close', { project: created.project }));
  });

  it('[EX63] takes the whole choice: a loop, a set of stems, faders, formats, mixes, practice files', async () => {
    await edit((document) => setLoop(document, { fromSec: 0.5, toSec: 1.5, isOn: true }));
    await edit((document) => setChannels(document, ['g1'], { gainDb: -6 }));
    const choice = {
      folder: 'practice',
      stems: ['g1'],
      format: 'flac',
      bits: '16',
      fader: 'post',
      withOriginal: true,
      mixes: [
        { format: 'mp3', bits: '16', without: ['g2'] },
        { format: 'ogg', bits: '16', without: [] },
      ],
      sessions: [],
      withMidi: false,
      withTables: true,
      range: 'loop',
    } as const;
    const { report } = valueOf(await client.call('export', ask(choice)));
    expect(report).toMatchObject({ folder: join(exportsFolder, 'practice'), fromSec: 0.5, durationSec: 1 });
    expect(report.sounds.map(({ kind, name, format }) => `${kind} ${name} ${format}`)).toEqual([
      'original original flac',
      'stem right flac',
      'mix without left mp3',
      'mix mix ogg',
    ]);
    await edit((document) => setLoop(document, { fromSec: 0.5, toSec: 1.5, isOn: false }));
    expect(await client.call('export', ask(choice))).toMatchObject({
      ok: false,
      error: { code: 'bad-usage' },
    });
  });

  it('[EX63] asks what becomes of sound past full scale, and takes each of the three answers', async () => {
    await edit((document) => setChannels(document, ['g1', 'g2', 'master'], { gainDb: 12 }));
    const choice = { fader: 'post', sessions: [], withMidi: false } as const;
    const asked = await client.call('export', ask({ ...choice, folder: 'asked' }));
    expect(asked).toMatchObject({ ok: false, error: { code: 'over-full-scale' } });
    expect(await filesIn(join(exportsFolder, 'asked'))).toEqual([]);
    for (const overFullScale of ['float', 'common-gain', 'clip'] as const) {
      const order = ask({ ...choice, folder: overFullScale, overFullScale });
      const { report } = valueOf(await client.call('export', order));
      expect(report.remarks).not.toEqual([]);
      expect(report.sounds.map(({ bits }) => bits)).toEqual(
        overFullScale === 'float' ? ['32f', '32f'] : ['24', '24'],
      );
    }
    await edit((document) => setChannels(document, ['g1', 'g2', 'master'], { gainDb: 0 }));
  });

  it('[RP24] replaces nothing unasked', async () => {
    const folder = temp('taken');
    await mkdir(folder);
    await writeFile(join(folder, 'README.txt'), 'mine');
    const preview = valueOf(await client.call('export.preview', ask({ folder })));
    expect(preview.files.filter(({ exists }) => exists).map(({ name }) => name)).toEqual(['README.txt']);
    expect(await client.call('export', ask({ folder }))).toMatchObject({
      ok: false,
      error: { code: 'output-exists' },
    });
    expect(await readdir(folder)).toEqual(['README.txt']);
    const { report, files } = valueOf(await client.call('export', ask({ folder, force: true })));
    expect(report.folder).toBe(folder);
    expect(files.every(({ resource }) => resource === null)).toBe(true);
    expect(await readFile(join(folder, 'README.txt'), 'utf8')).not.toBe('mine');
  });

  it('[EX64] stopped by anyone, it leaves no file', async () => {
    const folder = temp('stopped');
    const begun = new Promise<string>((resolve) => {
      client.on('jobs.changed', ({ jobs }) => {
        for (const { kind, id } of jobs) if (kind === 'export') resolve(id);
      });
    });
    beforeOpen = async () => {
      valueOf(await client.call('jobs.cancel', { job: await begun }));
    };
    const exported = await client.call('export', ask({ folder }));
    beforeOpen = () => Promise.resolve();
    expect(exported).toMatchObject({ ok: false, error: { code: 'cancelled' } });
    await expect(readdir(folder)).rejects.toThrow();
  });

  it('[EX63] a training, a group or a choice that there is not is refused', async () => {
    for (const [params, code] of [
      [ask({}, 'v9'), 'edit-refused'],
      [ask({ stems: ['g9'] }), 'bad-usage'],
      [ask({ format: 'flac', bits: '32f' }), 'bad-usage'],
      [ask({ range: { fromSec: 5, toSec: 9 } }), 'bad-usage'],
      [ask({ range: { fromSec: 1, toSec: 1 } }), 'bad-request'],
      [ask({ bits: '20' as '24' }), 'bad-request'],
    ] as const) {
      expect(await client.call('export.preview', params)).toMatchObject({ ok: false, error: { code } });
      expect(await client.call('export', params)).toMatchObject({ ok: false, error: { code } });
    }
  });
});
