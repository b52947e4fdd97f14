import { describe, expect, it } from 'vitest';
import { timeFileSystem } from '../../../../../electron/backend/engine/timed-file-system.ts';

describe('timeFileSystem', () => {
  it('[X13] counts the time in which at least one operation waits, and once', async () => {
    let now = 0;
    const waiting: (() => void)[] = [];
    const slow = <T>(value: T): Promise<T> => new Promise((resolve) => waiting.push(() => resolve(value)));
    const fileSystem = timeFileSystem(
      {
        open: () => Promise.reject(new Error('no')),
        rename: () => slow(undefined),
        remove: () => slow(undefined),
      },
      () => now,
    );
    const both = [fileSystem.rename('a', 'b'), fileSystem.remove('c')];
    now = 2;
    waiting[0]!();
    await both[0];
    now = 5;
    waiting[1]!();
    await both[1];
    now = 9;
    expect(fileSystem.busySec()).toBe(5);
    await expect(fileSystem.open('d')).rejects.toThrow('no');
    expect(fileSystem.busySec()).toBe(5);
  });
});
