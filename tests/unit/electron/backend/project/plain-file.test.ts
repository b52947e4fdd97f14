import { execFileSync } from 'node:child_process';
import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { readPlainFile } from '../../../../../electron/backend/project/plain-file.ts';
import { useTempFolder } from '../../../../support/temp-folder.ts';

const place = useTempFolder();

async function outcome(path: string, maxBytes = 100): Promise<string> {
  const result = await readPlainFile(path, maxBytes);
  return result.ok ? result.value.toString('utf8') : result.error.code;
}

describe('readPlainFile', () => {
  it('[P10] reads a file whole, empty ones too, up to its limit', async () => {
    await writeFile(place('file'), 'héllo');
    await writeFile(place('empty'), '');
    expect(await outcome(place('file'))).toBe('héllo');
    expect(await outcome(place('empty'))).toBe('');
    expect(await outcome(place('file'), 6)).toBe('héllo');
    expect(await outcome(place('file'), 5)).toBe('project-unsafe');
    expect(await outcome(place('none'))).toBe('file-missing');
  });

  it('[P10] links, folders, pipes and devices are refused without waiting', async () => {
    await writeFile(place('target'), 'secret');
    await symlink(place('target'), place('link'));
    await mkdir(place('folder'));
    execFileSync('mkfifo', [place('pipe')]);
    for (const path of [place('link'), place('folder'), place('pipe'), '/dev/zero', '/dev/stdin']) {
      expect(await outcome(path)).toBe('project-unsafe');
    }
  });
});
