import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { collectProject } from '../../../../../electron/backend/project/collect-project.ts';
import { createProject } from '../../../../../electron/backend/project/create-project.ts';
import { findMedia } from '../../../../../electron/backend/project/find-media.ts';
import { openProject } from '../../../../../electron/backend/project/open-project.ts';
import { recordingOf } from '../../../../../shared/document/document-state.ts';
import { useTempFolder } from '../../../../support/temp-folder.ts';
import { writeToyPiece } from '../../../../support/toy-piece.ts';
import type { ToyPiece } from '../../../../support/toy-piece.ts';
import { valueOf } from '../../../../support/toy-project.ts';
import { readZip } from '../../../../support/zip-entries.ts';

const inFolder = useTempFolder();
const signal = new AbortController().signal;
const writtenAt = new Date('2026-01-02T03:04:05Z');
let piece: ToyPiece;

beforeAll(async () => {
  await mkdir(inFolder('here'));
  piece = await writeToyPiece((name) => inFolder(join('here', name)));
});

describe('collecting a project', () => {
  it('[EX60] the zip holds media and document, no cache and no exports, and opens where nothing else is', async () => {
    const folder = inFolder('here/toy');
    const order = {
      folder,
      recordingPath: piece.recordingPath,
      scorePath: piece.scorePath,
      groups: { kind: 'tracks' } as const,
    };
    const project = valueOf(
      await createProject({ ...order, copiesRecording: false }, { signal, warn: () => {} }),
    );
    for (const place of ['cache', 'exports']) {
      await mkdir(join(folder, place), { recursive: true });
      await writeFile(join(folder, place, 'large.wav'), 'x');
    }
    const zipPath = inFolder('toy.zip');
    const names = valueOf(await collectProject(project, { zipPath, signal, writtenAt }));
    expect(names.some((name) => /cache|exports|lock|previous/.test(name))).toBe(false);
    expect(names).toContain('toy/media/recording/toy.wav');
    expect(recordingOf(project.history.document).file.place).toBe('outside');
    const full = { zipPath: inFolder('full.zip'), signal, writtenAt, freeSpace: () => Promise.resolve(1000) };
    expect(await collectProject(project, full)).toMatchObject({ ok: false, error: { code: 'disk-full' } });
    valueOf(await project.close());
    await rm(inFolder('here'), { recursive: true });
    for (const { name, bytes } of await readZip(zipPath)) {
      await mkdir(dirname(inFolder(join('there', name))), { recursive: true });
      await writeFile(inFolder(join('there', name)), bytes);
      // Where the recording was before is nobody's business on another machine.
      if (!name.includes('/media/'))
        expect(bytes.toString('utf8')).not.toMatch(/outside|\.\.\/toy\.wav|here/);
    }
    const opened = valueOf(await openProject(inFolder('there/toy'), 'write'));
    expect(opened.remarks).toEqual([]);
    const { file } = recordingOf(opened.history.document);
    const found = valueOf(await findMedia(opened.layout.folder, file, 'recording', signal));
    expect(found.isMoved).toBe(false);
    valueOf(await opened.close());
    expect((await readdir(inFolder(''))).filter((name) => name.startsWith('.divisi-collect'))).toEqual([]);
  });
});
