import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, rename, symlink, writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findMedia } from '../../../../../electron/backend/project/find-media.ts';
import { placeOf } from '../../../../../electron/backend/project/media-path.ts';
import type { FileReference } from '../../../../../shared/document/file-reference.ts';
import { useTempFolder } from '../../../../support/temp-folder.ts';
import { outcomeOf } from '../../../../support/toy-project.ts';

const place = useTempFolder();
const text = 'a recording, as it were';
const content = { sha256: createHash('sha256').update(text).digest('hex'), bytes: text.length };
const { signal } = new AbortController();

/** A project's folder and files beside it: { 'music/take.wav': text, ... }. */
async function folderOf(name: string, files: Readonly<Record<string, string>>): Promise<string> {
  const folder = place(`${name}/project`);
  await mkdir(folder, { recursive: true });
  for (const [file, bytes] of Object.entries(files)) {
    const path = place(`${name}/${file}`);
    await mkdir(path.slice(0, -basename(path).length), { recursive: true });
    await writeFile(path, bytes);
  }
  return folder;
}

async function find(folder: string, reference: Pick<FileReference, 'place' | 'path'>): Promise<string> {
  const found = await findMedia(folder, { ...reference, ...content }, 'recording', signal);
  if (!found.ok) return outcomeOf(found);
  return `${found.value.file.slice(folder.length - 'project'.length)}${found.value.isMoved ? ' moved' : ''}`;
}

describe('findMedia', () => {
  it('[P9] finds the file where it was, inside and outside', async () => {
    const folder = await folderOf('there', { 'project/media/in.wav': text, 'music/out.wav': text });
    expect(await find(folder, { place: 'inside', path: 'media/in.wav' })).toBe('project/media/in.wav');
    expect(await find(folder, placeOf(folder, place('there/music/out.wav')))).toBe('music/out.wav');
    expect(placeOf(folder, place('there/music/out.wav'))).toEqual({
      place: 'outside',
      path: '../music/out.wav',
    });
    expect(await find(folder, { place: 'outside', path: place('there/music/out.wav') })).toBe(
      'music/out.wav',
    );
  });

  it('[P9] a moved or renamed file is found by its content near the project; one of its size is not enough', async () => {
    const folder = await folderOf('moved', {
      'music/take.wav': text.replace('recording', 'recordinG'),
      'elsewhere/2026/renamed.wav': text,
    });
    const reference = placeOf(folder, place('moved/music/take.wav'));
    expect(await find(folder, reference)).toBe('elsewhere/2026/renamed.wav moved');
    await rename(place('moved/elsewhere/2026/renamed.wav'), `${folder}/take.wav`);
    expect(await find(folder, reference)).toBe('project/take.wav moved');
    expect(await find(folder, { place: 'inside', path: 'media/take.wav' })).toBe('project/take.wav moved');
  });

  it('[P9] a file that is gone, or has another content, is asked for', async () => {
    const folder = await folderOf('gone', { 'music/take.wav': 'something else of some length' });
    expect(await find(folder, { place: 'outside', path: '../music/none.wav' })).toMatch(
      /^media-missing: The recording "\.\.\/music\/none\.wav" is not there any more/,
    );
    expect(await find(folder, { place: 'outside', path: '../music/take.wav' })).toMatch(
      /^media-missing: .*has another content now/,
    );
    expect(await find(folder, { place: 'outside', path: '../music' })).toMatch(/^project-unsafe/);
    const stopped = await findMedia(
      folder,
      { place: 'outside', path: '../music/take.wav', sha256: content.sha256, bytes: 29 },
      'recording',
      AbortSignal.abort(),
    );
    expect(outcomeOf(stopped)).toMatch(/^cancelled/);
  });

  it('[P10] paths that leave the folder, links, devices and shares are refused', async () => {
    const folder = await folderOf('hostile', { 'secret.wav': text, 'project/media/x': '' });
    await symlink(place('hostile/secret.wav'), `${folder}/media/link.wav`);
    await symlink(place('hostile'), `${folder}/media/out`);
    execFileSync('mkfifo', [`${folder}/pipe`]);
    for (const path of [
      '../secret.wav',
      'media/../../secret.wav',
      'media/link.wav',
      'media/out/secret.wav',
      'pipe',
      'media',
      '/etc/passwd',
      'C:\\x',
      'a:b',
      '',
    ]) {
      expect(await find(folder, { place: 'inside', path })).toMatch(/^project-unsafe: .*project names/);
    }
    for (const path of [
      '/dev/zero',
      '/dev/stdin',
      './pipe',
      '//server/share/x.wav',
      '\\\\server\\share',
      'x\0y',
      '..',
    ]) {
      expect(await find(folder, { place: 'outside', path })).toMatch(/^project-unsafe/);
    }
    // What has another content is not what the user chose, wherever a path leads.
    expect(await find(folder, { place: 'outside', path: '/etc/passwd' })).toBe('secret.wav moved');
  });
});
