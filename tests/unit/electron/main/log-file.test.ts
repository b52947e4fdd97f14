import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openLog } from '../../../../electron/main/log-file.ts';
import { useTempFolder } from '../../../support/temp-folder.ts';

const temp = useTempFolder();

describe('the log', () => {
  it('[SH16] has a line each, with time and who', () => {
    const log = openLog(temp('logs'), () => '2026-01-02T03:04:05.678Z');
    log.write('service', 'ended with code 9\n');
    log.write('page', 'x'.repeat(10_000));
    const [first, second] = readFileSync(join(log.folder, 'divisi.log'), 'utf8').split('\n');
    expect(first).toBe('2026-01-02T03:04:05.678Z service: ended with code 9');
    expect(second!.length).toBeLessThan(4100);
  });

  it('[SH16] keeps two files of bounded size', () => {
    const log = openLog(temp('many'), () => '');
    const line = 'x'.repeat(4000);
    for (let count = 0; count < 900; count++) log.write('page', line);
    expect(readdirSync(log.folder).sort()).toEqual(['divisi.1.log', 'divisi.log']);
    for (const name of readdirSync(log.folder))
      expect(statSync(join(log.folder, name)).size).toBeLessThan(2 ** 20 + 5000);
  });

  it('[SH16] a folder that cannot be written to stops nothing', () => {
    writeFileSync(temp('file'), '');
    expect(() => openLog(temp('file'), () => '').write('a', 'b')).not.toThrow();
  });
});
