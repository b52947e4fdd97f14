import { createHash } from 'node:crypto';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { checkNatives } from '../../../../electron/main/check-natives.ts';
import { useTempFolder } from '../../../support/temp-folder.ts';

const temp = useTempFolder();
const library = 'node_modules/native/lib.so';
const sumOf = (text: string): string => createHash('sha256').update(text).digest('hex');

function check(isPackaged = true): Promise<string | null> {
  return checkNatives({ bundleFolder: temp('app/bundle'), appFolder: temp('app'), isPackaged })();
}

describe('native libraries', () => {
  beforeEach(() => {
    rmSync(temp('app'), { recursive: true, force: true });
    mkdirSync(temp('app/bundle'), { recursive: true });
    mkdirSync(temp('app/node_modules/native'), { recursive: true });
    writeFileSync(temp(`app/${library}`), 'machine code');
    writeFileSync(
      join(temp('app/bundle'), 'native-sums.json'),
      JSON.stringify({ [library]: sumOf('machine code') }),
    );
  });

  it('[SE10] run where they are those of the package', async () => {
    expect(await check()).toBeNull();
  });

  it('[SE10] do not run where one was changed or taken away', async () => {
    writeFileSync(temp(`app/${library}`), 'other code');
    expect(await check()).toMatch(/lib\.so/);
    rmSync(temp(`app/${library}`));
    expect(await check()).toMatch(/lib\.so/);
  });

  it('[SE10] need their sums in a package, not in a checkout', async () => {
    for (const text of ['{"../x": "00"}', '{', '[]', JSON.stringify({ '/etc/x': sumOf('') })]) {
      writeFileSync(join(temp('app/bundle'), 'native-sums.json'), text);
      expect(await check(), text).not.toBeNull();
    }
    rmSync(join(temp('app/bundle'), 'native-sums.json'));
    expect(await check()).toMatch(/native-sums/);
    expect(await check(false)).toBeNull();
  });

  it('[SE10] are looked at once', async () => {
    const once = checkNatives({ bundleFolder: temp('app/bundle'), appFolder: temp('app'), isPackaged: true });
    expect(await once()).toBeNull();
    writeFileSync(temp(`app/${library}`), 'other code');
    expect(await once()).toBeNull();
  });
});
