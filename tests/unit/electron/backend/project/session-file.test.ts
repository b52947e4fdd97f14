import { readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { SessionFile } from '../../../../../electron/backend/project/session-file.ts';
import { sessionDefaults } from '../../../../../shared/document/session.ts';
import { useTempFolder } from '../../../../support/temp-folder.ts';

const temp = useTempFolder();
const session = { ...sessionDefaults, tool: 'draw', choices: { follows: true } } as const;

describe('session files', () => {
  it('[P18] what was written last is read, by this one and the next', async () => {
    const path = temp('session.json');
    const file = new SessionFile(path);
    expect(await file.read()).toBeNull();
    const writes = [file.write(sessionDefaults), file.write(session)];
    expect(await file.read()).toEqual(session);
    expect(await Promise.all(writes)).toEqual([
      { ok: true, value: undefined },
      { ok: true, value: undefined },
    ]);
    expect(await new SessionFile(path).read()).toEqual(session);
    expect((await readdir(temp(''))).filter((name) => name.startsWith('session'))).toEqual(['session.json']);
  });

  it('[P18] a damaged, foreign or linked file is as good as none, and is replaced', async () => {
    const path = temp('other.json');
    for (const text of [
      '',
      '{',
      '[]',
      '{"tool":"hammer"}',
      JSON.stringify({ ...session, choices: { ['__proto__x']: 1 } }),
      JSON.stringify({ ...session, selection: [{ table: 'notes', id: '../x' }] }),
      '['.repeat(1e6),
    ]) {
      await writeFile(path, text);
      expect(await new SessionFile(path).read()).toBeNull();
    }
    const file = new SessionFile(path);
    await file.write(session);
    expect(await file.read()).toEqual(session);
    const linked = temp('linked.json');
    await symlink(path, linked);
    expect(await new SessionFile(linked).read()).toBeNull();
    await new SessionFile(linked).write(sessionDefaults);
    expect(JSON.parse(await readFile(path, 'utf8'))).toEqual(session);
  });

  it('[P18] a folder that cannot be written to is told', async () => {
    const written = await new SessionFile(temp('nowhere/session.json')).write(session);
    expect(written).toMatchObject({ ok: false });
  });
});
