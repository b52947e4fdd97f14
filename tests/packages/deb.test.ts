/** The Debian package that Forge's maker wrote, as dpkg and the desktop's own tools see it. */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { hasProgram, runProgram } from '../support/outside-program.ts';
import { useTempFolder } from '../support/temp-folder.ts';
import { folderFiles, packedFolder, skipReason } from './packed-app.ts';

const temp = useTempFolder();
const made = join(process.env['DIVISI_MADE'] ?? '', 'deb', 'x64');

describe.skipIf(packedFolder === null || !hasProgram('dpkg-deb'))(`the Debian package${skipReason}`, () => {
  let deb: string;
  let listing: string;
  beforeAll(() => {
    const [name = ''] = readdirSync(made).filter((file) => file.endsWith('.deb'));
    deb = join(made, name);
    listing = runProgram('dpkg-deb', ['--contents', deb]).toString('utf8');
    mkdirSync(temp('control'));
    runProgram('dpkg-deb', ['--control', deb, temp('control')]);
  });

  /** @returns the file's text */
  const fileOf = (path: string): string =>
    runProgram('sh', ['-c', 'dpkg-deb --fsys-tarfile "$1" | tar -xO "$2"', 'sh', deb, path]).toString('utf8');

  it('[PK9] says what it is, for whom, and what it needs', () => {
    const control = readFileSync(join(temp('control'), 'control'), 'utf8');
    expect(control).toMatch(/^Package: divisi$/m);
    expect(control).toMatch(/^Architecture: amd64$/m);
    expect(control).toMatch(/^Section: sound$/m);
    expect(control).toMatch(/^Description: \S/m);
    expect(control).toMatch(/^Depends: .*libgtk-3-0.*libnss3/m);
    const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { readonly version: string };
    expect(control).toContain(`\nVersion: ${version}\n`);
  });

  it('[PK9] holds every file of the packed folder, and the sandbox as the system wants it', () => {
    const missing = folderFiles().filter(
      (path) => path !== 'LICENSE' && !listing.includes(` ./usr/lib/divisi/${path}\n`),
    );
    expect(missing).toEqual([]);
    expect(listing).toMatch(/^-rwsr-xr-x root\/root .* \.\/usr\/lib\/divisi\/chrome-sandbox$/m);
    expect(listing).toMatch(/ \.\/usr\/bin\/divisi -> \.\.\/lib\/divisi\/divisi$/m);
    expect(listing).toContain(' ./usr/share/pixmaps/divisi.png\n');
    expect(listing).not.toMatch(/^[-d](?:.{4}|.{7})w/m);
  });

  it('[PK10] opens .divisi files, by a valid entry and file type', () => {
    const entry = fileOf('./usr/share/applications/divisi.desktop');
    expect(entry).toContain('\nExec=divisi %F\n');
    expect(entry).toContain('\nMimeType=application/x-divisi-project;\n');
    if (hasProgram('desktop-file-validate')) {
      writeFileSync(temp('divisi.desktop'), entry);
      expect(runProgram('desktop-file-validate', [temp('divisi.desktop')]).toString('utf8')).toBe('');
    }
    const type = fileOf('./usr/lib/divisi/resources/divisi-mime.xml');
    expect(type).toContain('type="application/x-divisi-project"');
    expect(type).toContain('pattern="*.divisi"');
    const scripts = ['postinst', 'postrm'].map((name) => join(temp('control'), name));
    for (const script of scripts) runProgram('sh', ['-n', script]);
    expect(readFileSync(scripts[0] ?? '', 'utf8')).toContain('/usr/lib/divisi/resources/divisi-mime.xml');
  });
});
