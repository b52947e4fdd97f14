import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { sourceKey } from '../../../../build/bootstrap/bundle.mjs';
import { useTempFolder } from '../../../support/temp-folder.ts';

const temp = useTempFolder();

function newSources(): string {
  const root = mkdtempSync(temp('sources-'));
  mkdirSync(join(root, 'src', 'deep'), { recursive: true });
  writeFileSync(join(root, 'src', 'a.ts'), 'a');
  writeFileSync(join(root, 'src', 'deep', 'b.ts'), 'b');
  return root;
}

describe('the key of the sources', () => {
  it('[F4] stays while nothing changes', () => {
    const root = newSources();
    expect(sourceKey(root, ['src'])).toBe(sourceKey(root, ['src']));
  });

  it('[F4] changes when a file is edited, added or removed', () => {
    const root = newSources();
    const keys = [sourceKey(root, ['src'])];
    writeFileSync(join(root, 'src', 'deep', 'b.ts'), 'longer');
    keys.push(sourceKey(root, ['src']));
    utimesSync(join(root, 'src', 'a.ts'), 1, 1);
    keys.push(sourceKey(root, ['src']));
    writeFileSync(join(root, 'src', 'c.ts'), 'c');
    keys.push(sourceKey(root, ['src']));
    rmSync(join(root, 'src', 'a.ts'));
    keys.push(sourceKey(root, ['src']));
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('[F4] a source that does not exist counts as empty', () => {
    expect(sourceKey(newSources(), ['none'])).toMatch(/^[0-9a-f]{16}$/);
  });
});
