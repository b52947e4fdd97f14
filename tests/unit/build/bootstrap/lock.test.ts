import { existsSync, mkdtempSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { withLock } from '../../../../build/bootstrap/lock.mjs';
import { useTempFolder } from '../../../support/temp-folder.ts';

const temp = useTempFolder();

function newLock(): string {
  return join(mkdtempSync(temp('lock-')), 'deep', 'lock');
}

describe('the preparation lock', () => {
  it('[F3] two actions do not overlap', async () => {
    const path = newLock();
    const events: string[] = [];
    const action = (name: string) => async () => {
      events.push(`${name} in`);
      await new Promise((resolve) => setImmediate(resolve));
      events.push(`${name} out`);
    };
    await Promise.all([withLock(path, action('a')), withLock(path, action('b'))]);
    expect(events).toEqual(['a in', 'a out', 'b in', 'b out']);
  });

  it('[F3] an action that throws releases it', async () => {
    const path = newLock();
    await expect(withLock(path, () => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
    expect(existsSync(path)).toBe(false);
  });

  it.each(['999999999', 'nonsense'])('[F3] a lock of nobody who lives (%s) is taken over', async (owner) => {
    const path = newLock();
    await withLock(path, async () => undefined);
    writeFileSync(path, owner);
    expect(await withLock(path, async () => 'done')).toBe('done');
  });
});
