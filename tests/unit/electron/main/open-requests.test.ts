import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { isCommand, ownArguments, pathsOf, projectFolder } from '../../../../electron/main/open-requests.ts';
import { useTempFolder } from '../../../support/temp-folder.ts';

const temp = useTempFolder();

describe('what the application is started with', () => {
  it('[SH1] are the arguments after its own file, switches of Chromium left out', () => {
    expect(ownArguments(['/opt/Divisi/divisi', '/home/a/x.divisi'], null)).toEqual(['/home/a/x.divisi']);
    const checkout = ['/electron', '--inspect=0', '/repo/out/backend/main.cjs', '--no-sandbox', 'x.divisi'];
    const own = ownArguments(checkout, '/repo/out/builds/abc/main.cjs');
    expect(pathsOf(own, '/home/a')).toEqual([resolve('/home/a', 'x.divisi')]);
    expect(pathsOf(['', '--flag', '-x'], '/home/a')).toEqual([]);
  });

  it('[SH1] is a project by its folder or by the file in it, and nothing else', () => {
    const folder = temp('piece');
    mkdirSync(folder);
    writeFileSync(join(folder, 'piece.divisi'), '');
    writeFileSync(join(folder, 'notes.txt'), '');
    expect(projectFolder(folder)).toBe(folder);
    expect(projectFolder(join(folder, 'piece.divisi'))).toBe(folder);
    expect(projectFolder(join(folder, 'notes.txt'))).toBeNull();
    expect(projectFolder(join(folder, 'missing.divisi'))).toBeNull();
    mkdirSync(temp('empty'));
    expect(projectFolder(temp('empty'))).toBeNull();
  });

  it('[SH1] is a command by its first word', () => {
    expect(isCommand(['separate', 'a.wav', 'b.mid'])).toBe(true);
    expect(isCommand(['--version'])).toBe(true);
    expect(isCommand(['/home/a/separate.divisi'])).toBe(false);
    expect(isCommand([])).toBe(false);
  });
});
